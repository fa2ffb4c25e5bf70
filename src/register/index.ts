export { registerExtract } from './extract.ts';
