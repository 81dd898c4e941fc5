//! How grave a finding is, and how sure.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// How serious a finding is. The order is that of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 提示: style, or something that cannot be checked.
    Note,
    /// 需核实: an innocent reading exists.
    Warning,
    /// 必须改: proven by exact arithmetic, or by an explicit requirement of the profile.
    Error,
}

impl Severity {
    /// The word used for it in output, e.g. 错误.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Zh) => "错误",
            (Severity::Warning, Lang::Zh) => "核实",
            (Severity::Note, Lang::Zh) => "提示",
            (Severity::Error, Lang::En) => "error",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Note, Lang::En) => "note",
        }
    }
}

/// Whether a finding follows from the text, or only probably.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The text may well mean something else.
    Likely,
    /// The text itself states what is needed.
    Proven,
}

impl Certainty {
    /// The word used for it in output, e.g. 高.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Certainty::Proven, Lang::Zh) => "高",
            (Certainty::Likely, Lang::Zh) => "中",
            (Certainty::Proven, Lang::En) => "high",
            (Certainty::Likely, Lang::En) => "medium",
        }
    }
}
