//! Why a command cannot be run as it stands: what its parts hand on, and [`super::usage`] tells.

use crate::problem::Problem;
use crate::text::Text;

/// Why a command cannot be run as it stands.
#[derive(Debug)]
pub(super) enum Complaint {
    /// The command is not understood, or what it names is not there.
    Usage(Box<UsageError>),
    /// What is wrong in the files that it names, and what these files are for.
    Problems(Text, Vec<Problem>),
}

impl From<Box<UsageError>> for Complaint {
    fn from(error: Box<UsageError>) -> Self {
        Complaint::Usage(error)
    }
}

/// A command that is not understood: what, why, what to do.
#[derive(Debug)]
pub(super) struct UsageError {
    pub(super) title: Text,
    pub(super) reason: Text,
    pub(super) fix: Text,
}

impl UsageError {
    /// Something of that kind that does not exist; `nearest` is what may have been meant, `list` the command that lists all.
    pub(super) fn unknown(kind: (&str, &str), name: &str, nearest: Option<String>, list: &str) -> Box<Self> {
        let (zh, en) = kind;
        Box::new(Self {
            title: Text::both(format!("没有{zh}「{name}」"), format!("no {en} “{name}”")),
            reason: nearest.map_or(text!("没有名称相近的", "there is nothing like it"), |near| meant(&near)),
            fix: Text::both(format!("用 {list} 查看全部{zh}"), format!("{list} lists all {en}s")),
        })
    }
}

/// That the nearest known name may have been meant.
pub(super) fn meant(near: &str) -> Text {
    Text::both(format!("是否指「{near}」？"), format!("did you mean “{near}”?"))
}
