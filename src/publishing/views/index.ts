export * from './draft-list.tsx';
export * from './draft-page.tsx';
export * from './model.ts';
export * from './part-forms.tsx';
export * from './publish-page.tsx';
export * from './text-page.tsx';
export * from './trial-page.tsx';
