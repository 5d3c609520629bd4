import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/store/schema.ts',
    './src/store/delivery-schema.ts',
    './src/store/record-schema.ts',
    './src/store/session-schema.ts',
    './src/store/search-schema.ts',
    './src/store/themes-schema.ts',
    './src/store/history-schema.ts',
    './src/store/spending-schema.ts',
    './src/store/people-schema.ts',
    './src/store/api-schema.ts',
    './src/store/follow-up-schema.ts',
    './src/store/backtest-schema.ts',
  ],
  out: './drizzle',
});
