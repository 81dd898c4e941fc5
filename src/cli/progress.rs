//! How far a long run has come. The only file that knows indicatif.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::text::Lang;

/// Fewer reports than this are checked before anyone wonders.
const MANY: usize = 20;

/// A bar on standard error, if that is a terminal and there are many reports.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// The bar of a run over `reports`, or none.
    pub(super) fn new(reports: usize, unwanted: bool, lang: Lang) -> Self {
        if unwanted || reports < MANY || !io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(reports as u64);
        // the template is a literal; should it be wrong, the bar looks plainer
        let template = match lang {
            Lang::Zh => "核对 {pos}/{len} {bar:30} 约剩 {eta}",
            Lang::En => "checked {pos}/{len} {bar:30} {eta} left",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━━─"));
        }
        Self(Some(bar))
    }

    /// One more report is done.
    pub(super) fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Takes the bar away: what follows stands where it stood.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
