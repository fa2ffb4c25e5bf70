export * from './confirm.tsx';
export * from './error-page.tsx';
export * from './layout.tsx';
export * from './model.ts';
export * from './resume.tsx';
export * from './second-step.tsx';
export * from './sign-in.tsx';
export * from './to-provider.tsx';
