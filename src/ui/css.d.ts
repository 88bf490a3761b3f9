// Custom properties (`--node`) may be given in `style`, as CSS allows.
import 'react';

declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}
