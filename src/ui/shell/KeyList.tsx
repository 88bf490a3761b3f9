// The table of keys by group, for the dialog and for the help drawer.
import { KEY_NAMES, keySpec, type KeySpec } from '../../state/keys.ts';
import { KeyHint } from '../kit/KeyHint.tsx';
import './help.css';

const GROUPS: readonly KeySpec['group'][] = ['Time', 'Looking', 'Acts', 'Page'];

export function KeyList() {
  return (
    <div className="key-groups">
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {KEY_NAMES.filter((name) => keySpec(name).group === group).map((name) => (
              <div key={name} className="key-row">
                <dt>
                  <KeyHint of={name} />
                </dt>
                <dd>{keySpec(name).does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
