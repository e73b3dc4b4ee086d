import { Component, type ReactNode } from 'react';
import { reportFault } from '../store/faults.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';

interface GuardProps {
  /** What stands inside, as the user would call it. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps what fails while it is drawn from taking the rest of the window along; the banner has the report. */
export class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    reportFault(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty
        title={`${this.props.name} could not be drawn`}
        action={<Button onClick={() => this.setState({ failed: false })}>Try again</Button>}
      >
        Your request and what was sent are kept. The report at the top says what failed.
      </Empty>
    );
  }
}
