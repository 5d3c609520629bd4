import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { SettingsRecord } from '../../../read/pages.ts';

/** One setting with its effective value and its default. */
export interface SettingLine {
  path: string;
  value: string;
  defaultValue: string;
  meaning: string;
}

export interface SettingsCheck {
  text: string;
  /** Null before a check; empty if the file is valid. */
  problems: string[] | null;
}

interface SettingsProps {
  repository: VisibleRepository;
  /** Null when they couldn't be read. */
  record: SettingsRecord | null;
  lines: SettingLine[];
  /** URL of the settings file on GitHub, whether it exists or not. */
  fileHref: string;
  check: SettingsCheck;
  staleNow: boolean;
}

/** The Settings page: effective settings, their problems, and a form to validate a file. */
export function SettingsPage({ repository, record, lines, fileHref, check, staleNow }: SettingsProps) {
  const path = `/${repository.owner}/${repository.name}/settings`;
  const own = lines.filter(({ value, defaultValue }) => value !== defaultValue);
  const rest = lines.filter(({ value, defaultValue }) => value === defaultValue);
  return (
    <>
      <div class="page-head">
        <h1>Settings</h1>
        <p class="page-note">{record && <Source record={record} fileHref={fileHref} />}</p>
      </div>
      {staleNow && (
        <p class="notice" role="status">
          <Icon name="sync" /> Settings and labels will be reloaded from GitHub with the next event.
        </p>
      )}
      {!record && (
        <section class="box">
          <Blank icon="alert" text="The settings couldn’t be loaded. They stay in effect.">
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
            <span class="quiet">the last valid settings stay in effect</span>
          </div>
          <Problems problems={record.problems} />
        </section>
      )}
      {record && record.unmet.length > 0 && (
        <section class="box label-box" aria-labelledby="unmet-title">
          <div class="box-head">
            <h2 id="unmet-title">
              Unavailable here <span class="counter">{record.unmet.length}</span>
            </h2>
          </div>
          <Problems problems={record.unmet} />
        </section>
      )}
      {record && (
        <section class="box label-box" aria-labelledby="values-title">
          <div class="box-head">
            <h2 id="values-title">Effective settings</h2>
            <form method="post" action={`${path}/check-again`}>
              <button class="button button-small" type="submit">
                <Icon name="sync" /> Reload
              </button>
            </form>
          </div>
          {own.length === 0 ? (
            <p class="panel-note">All settings have their default values.</p>
          ) : (
            <SettingTable lines={own} caption="Changed settings" />
          )}
          <details class="setting-rest">
            <summary class="need">
              Default values <span class="counter">{rest.length}</span>
            </summary>
            <SettingTable lines={rest} caption="Default values" />
          </details>
        </section>
      )}
      <section class="box label-box" aria-labelledby="check-title">
        <div class="box-head">
          <h2 id="check-title">Validate a file</h2> <span class="quiet">nothing is saved</span>
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
            Contents of <code>.github/dispatch.yml</code>
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
              Validate
            </button>
            <span class="quiet">
              Use <a href="/dispatch.schema.json">the JSON schema</a> for autocompletion in your editor.
            </span>
          </div>
        </form>
        <CheckAnswer problems={check.problems} />
      </section>
    </>
  );
}

/** The result of a validation. The page and the htmx response share this markup. */
export function CheckAnswer({ problems }: { problems: string[] | null }) {
  return (
    <div id="check-answer" role="status">
      {problems?.length === 0 && (
        <p class="need">
          <Icon name="check-circle" tone="tone-success" /> This file is valid.
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
      , loaded <When at={record.readAt} />
    </>
  ) : (
    ', reloaded with the next event'
  );
  const besides = `${record.forms} issue ${record.forms === 1 ? 'form' : 'forms'} and ${record.ownerRules} CODEOWNERS ${record.ownerRules === 1 ? 'rule' : 'rules'}`;
  if (record.source === 'defaults') {
    return (
      <>
        Defaults: neither this repository nor the organization has a{' '}
        <a href={fileHref}>.github/dispatch.yml</a>
        {read}. Includes {besides}.
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
      {read}. Includes {besides}.
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
          <th scope="col">Value</th>
          <th scope="col">Default</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, value, defaultValue, meaning }) => (
          <tr>
            <th scope="row">
              <code>{path}</code>
              <span class="quiet setting-meaning">{meaning}</span>
            </th>
            <td data-column="Value">
              <code>{value}</code>
            </td>
            <td data-column="Default">
              <code class="quiet">{defaultValue}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
