import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/store/schema/repository-schema.ts',
    './src/store/schema/delivery-schema.ts',
    './src/store/schema/record-schema.ts',
    './src/store/schema/session-schema.ts',
    './src/store/schema/search-schema.ts',
    './src/store/schema/themes-schema.ts',
    './src/store/schema/history-schema.ts',
    './src/store/schema/spending-schema.ts',
    './src/store/schema/people-schema.ts',
    './src/store/schema/api-schema.ts',
    './src/store/schema/follow-up-schema.ts',
    './src/store/schema/backtest-schema.ts',
    './src/store/schema/weak-labels-schema.ts',
  ],
  out: './drizzle',
});
