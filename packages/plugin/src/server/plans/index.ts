/** 周期计划：services that come round by the week, the month, the festivals and the solar terms, and the orders that are made of them ahead of time. */
export { plansCheck } from './health';
export { runPlans } from './run';
export { savePlan, switchPlan } from './save';
export { planDesk, plansIn, planView, previewPlan } from './view';
