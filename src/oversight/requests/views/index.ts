export * from './model.ts';
export * from './register-form.tsx';
export * from './request-list.tsx';
export * from './request-page.tsx';
export * from './step-forms.tsx';
