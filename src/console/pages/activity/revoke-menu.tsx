import { Icon } from '../../../../views/icon.tsx';
import type { Activity } from '../../../read/pages.ts';

interface RevokeProps {
  path: string;
  activity: Activity;
  lesson: NonNullable<Activity['lesson']>;
  /** Whether the user can revoke all lessons of this person. */
  all: boolean;
}

/** A menu to revoke one lesson, or all lessons of a person. */
export function RevokeMenu({ path, activity, lesson, all }: RevokeProps) {
  return (
    <details class="menu">
      <summary class="icon-button" aria-label={`Revoke lesson: entry ${activity.seq}`}>
        <Icon name="undo" />
      </summary>
      <div class="menu-body menu-right">
        <form method="post" action={`${path}/activity/revoke`}>
          <input type="hidden" name="lesson" value={lesson.id} />
          <button class="menu-item" type="submit">
            Revoke this lesson
          </button>
        </form>
        {all && lesson.byId !== null && (
          <form method="post" action={`${path}/activity/revoke`}>
            <input type="hidden" name="person" value={String(lesson.byId)} />
            <button class="menu-item" type="submit">
              Revoke all lessons by {activity.actor.login}
            </button>
          </form>
        )}
        <p class="menu-note">Revoked lessons stay in the log but no longer affect predictions.</p>
      </div>
    </details>
  );
}
