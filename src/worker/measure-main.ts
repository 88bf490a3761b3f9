// The entry of the worker that measures.
import { serveMeasure } from './serve-measure.ts';

serveMeasure();
