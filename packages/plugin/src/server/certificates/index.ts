/** 志愿服务记录证明：asked for by volunteers, made known, issued by the centre, and checked by whoever is shown one. */
export { checkCertificate } from './check';
export { certificateDesk, partIn, saveSettings } from './desk';
export { issueCertificate, noticeCertificate, refuseCertificate, revokeCertificate } from './handle';
export { answerObjection, objectTo } from './objections';
export { preview, requestCertificate, withdrawCertificate } from './request';
export { certificateNotices, myCertificates, sheetOf } from './views';
