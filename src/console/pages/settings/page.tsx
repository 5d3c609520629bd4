import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { SettingsRecord } from '../../../read/pages.ts';

/** One setting with what holds and what would hold without the file. */
export interface SettingLine {
  path: string;
  value: string;
  usual: string;
  meaning: string;
}

export interface SettingsCheck {
  text: string;
  /** Null where nothing was checked yet; empty where all is well. */
  problems: string[] | null;
}

interface SettingsProps {
  repository: VisibleRepository;
  /** Null when they could not be read. */
  record: SettingsRecord | null;
  lines: SettingLine[];
  /** The settings file on GitHub, whether it is there or not. */
  fileHref: string;
  check: SettingsCheck;
  staleNow: boolean;
}

/** The settings as they were read, with what is wrong, and a place to try a file. */
export function SettingsPage({ repository, record, lines, fileHref, check, staleNow }: SettingsProps) {
  const path = `/${repository.owner}/${repository.name}/settings`;
  const own = lines.filter(({ value, usual }) => value !== usual);
  const rest = lines.filter(({ value, usual }) => value === usual);
  return (
    <>
      <div class="page-head">
        <h1>Settings</h1>
        <p class="page-note">{record && <Source record={record} fileHref={fileHref} />}</p>
      </div>
      {staleNow && (
        <p class="notice" role="status">
          <Icon name="sync" /> The settings and the labels are read from GitHub again with the next issue or
          event.
        </p>
      )}
      {!record && (
        <section class="box">
          <Blank icon="alert" text="The settings could not be read just now. Those in force stay in force.">
            <a class="button" href={path}>
              Try again
            </a>
          </Blank>
        </section>
      )}
      {record && record.problems.length > 0 && (
        <section class="box label-box" aria-labelledby="problems-title">
          <div class="box-head">
            <h2 id="problems-title">
              Problems <span class="counter">{record.problems.length}</span>
            </h2>
            <span class="quiet">the last good settings stay in force</span>
          </div>
          <Problems problems={record.problems} />
        </section>
      )}
      {record && record.unmet.length > 0 && (
        <section class="box label-box" aria-labelledby="unmet-title">
          <div class="box-head">
            <h2 id="unmet-title">
              Not to be had here <span class="counter">{record.unmet.length}</span>
            </h2>
          </div>
          <Problems problems={record.unmet} />
        </section>
      )}
      {record && (
        <section class="box label-box" aria-labelledby="values-title">
          <div class="box-head">
            <h2 id="values-title">In force</h2>
            <form method="post" action={`${path}/check-again`}>
              <button class="button button-small" type="submit">
                <Icon name="sync" /> Read again
              </button>
            </form>
          </div>
          {own.length === 0 ? (
            <p class="panel-note">Everything is as it is by default.</p>
          ) : (
            <SettingTable lines={own} caption="Set by the file" />
          )}
          <details class="setting-rest">
            <summary class="need">
              By default <span class="counter">{rest.length}</span>
            </summary>
            <SettingTable lines={rest} caption="By default" />
          </details>
        </section>
      )}
      <section class="box label-box" aria-labelledby="check-title">
        <div class="box-head">
          <h2 id="check-title">Try a file</h2>
          <span class="quiet">nothing is kept</span>
        </div>
        <form
          class="check-form"
          method="post"
          action={`${path}/validate`}
          hx-post={`${path}/validate`}
          hx-target="#check-answer"
          hx-swap="outerHTML"
        >
          <label for="check-text">
            The text of <code>.github/dispatch.yml</code>
          </label>
          <textarea
            id="check-text"
            class="text-field code-field"
            name="text"
            rows={10}
            maxlength={65_536}
            spellcheck={false}
          >
            {`\n${check.text}`}
          </textarea>
          <div class="check-line">
            <button class="button" type="submit">
              Check
            </button>
            <span class="quiet">
              Editors complete it with <a href="/dispatch.schema.json">the JSON schema</a>.
            </span>
          </div>
        </form>
        <CheckAnswer problems={check.problems} />
      </section>
    </>
  );
}

/** What the check found; the same markup for the page and for the answer in place. */
export function CheckAnswer({ problems }: { problems: string[] | null }) {
  return (
    <div id="check-answer" role="status">
      {problems?.length === 0 && (
        <p class="need">
          <Icon name="check-circle" tone="tone-success" /> Nothing is wrong with it.
        </p>
      )}
      {problems && problems.length > 0 && <Problems problems={problems} />}
    </div>
  );
}

function Problems({ problems }: { problems: string[] }) {
  return (
    <ul>
      {problems.map((problem) => (
        <li class="need">
          <Icon name="alert" tone="tone-attention" />
          <span class="setting-problem">{problem}</span>
        </li>
      ))}
    </ul>
  );
}

function Source({ record, fileHref }: { record: SettingsRecord; fileHref: string }) {
  const read = record.readAt ? (
    <>
      , read <When at={record.readAt} />
    </>
  ) : (
    ', to be read again with the next issue'
  );
  const besides = `${record.forms} issue ${record.forms === 1 ? 'form' : 'forms'} and ${record.ownerRules} CODEOWNERS ${record.ownerRules === 1 ? 'rule' : 'rules'}`;
  if (record.source === 'defaults') {
    return (
      <>
        By default: there is no <a href={fileHref}>.github/dispatch.yml</a> here or in the organization{read}.
        With {besides}.
      </>
    );
  }
  return (
    <>
      From{' '}
      {record.source === 'organisation' ? (
        "the organization's .github repository"
      ) : (
        <a href={fileHref}>{record.source}</a>
      )}
      {read}. With {besides}.
    </>
  );
}

function SettingTable({ lines, caption }: { lines: SettingLine[]; caption: string }) {
  return (
    <table class="setting-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">In force</th>
          <th scope="col">Default</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, value, usual, meaning }) => (
          <tr>
            <th scope="row">
              <code>{path}</code>
              <span class="quiet setting-meaning">{meaning}</span>
            </th>
            <td data-column="In force">
              <code>{value}</code>
            </td>
            <td data-column="Default">
              <code class="quiet">{usual}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
