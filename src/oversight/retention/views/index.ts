export * from './disposal.tsx';
export * from './export-page.tsx';
export * from './holds.tsx';
export * from './model.ts';
export * from './receipt.tsx';
export * from './retention-page.tsx';
