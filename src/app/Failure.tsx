// Around the page: when drawing it fails, this says so, and offers what can still be done. The engine runs apart and is not touched.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { save } from '../state/actions.ts';
import { Button } from '../ui/kit/Button.tsx';
import './failure.css';

interface State {
  readonly error: Error | null;
  readonly where: string;
}

export class Failure extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, where: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_error: Error, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="failure" role="alert">
        <h1>The page could not be drawn</h1>
        <p>
          Drawing it stopped with “{error.message}”. The cluster and its stored run are not touched by that: loading the page again shows
          them where they are. Saved as a file, the run can be opened elsewhere.
        </p>
        <p className="failure-acts">
          <Button look="primary" onClick={() => location.reload()}>
            Load the page again
          </Button>
          <Button onClick={() => void save()}>Save the run</Button>
          <Button onClick={() => this.setState({ error: null, where: '' })}>Draw it once more</Button>
        </p>
        <details>
          <summary>Where it happened</summary>
          <pre>
            {error.stack ?? error.message}
            {where}
          </pre>
        </details>
      </main>
    );
  }
}
