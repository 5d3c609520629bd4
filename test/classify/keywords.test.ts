import { createKeywordClassifier } from '../../src/classify/keywords.ts';
import { describeClassifier } from './classifier-contract.ts';

describeClassifier('keywords', createKeywordClassifier);
