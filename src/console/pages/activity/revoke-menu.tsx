import { Icon } from '../../../../views/icon.tsx';
import type { Activity } from '../../../read/pages.ts';

interface RevokeProps {
  path: string;
  activity: Activity;
  lesson: NonNullable<Activity['lesson']>;
  /** Whether all of the person's may be revoked too. */
  all: boolean;
}

/** Lets a lesson, or all of a person, count for nothing. */
export function RevokeMenu({ path, activity, lesson, all }: RevokeProps) {
  return (
    <details class="menu">
      <summary class="icon-button" aria-label={`Revoke: line ${activity.seq}`}>
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
              Revoke all lessons of {activity.actor.login}
            </button>
          </form>
        )}
        <p class="menu-note">Revoked, it counts for nothing and stays to be seen.</p>
      </div>
    </details>
  );
}
