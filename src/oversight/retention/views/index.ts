export * from './disposal.tsx';
export * from './export-page.tsx';
export * from './holds.tsx';
export * from './model.ts';
export * from './policy.tsx';
export * from './proposal.tsx';
export * from './receipt.tsx';
export * from './retention-page.tsx';
