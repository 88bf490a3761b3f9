// The refusal of a request.

/** Its message is a sentence for the person: why the request cannot be done. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
