//! How much of the text is looked at. A test counts it: a cost that grows faster than the text is told without a clock.

use std::cell::Cell;

thread_local! {
    static SPENT: Cell<usize> = const { Cell::new(0) };
}

/// Notes that so many bytes are handed out to be read; a glance at none of them costs something, too.
pub(crate) fn spend(bytes: usize) {
    SPENT.set(SPENT.get() + 1 + bytes);
}

/// What `work` spends.
pub(crate) fn of(work: impl FnOnce()) -> usize {
    let before = SPENT.get();
    work();
    SPENT.get() - before
}
