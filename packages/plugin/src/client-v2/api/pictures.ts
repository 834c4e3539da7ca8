import { post } from './request';

/** Puts a picture into the host's storage and answers its address. @throws Problem */
export async function uploadPicture(file: File): Promise<string> {
  const data = new FormData();
  data.append('file', file);
  const { url } = await post<{ url: string }>('attachments:create', { data });
  return url;
}
