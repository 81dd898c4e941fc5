//! What several parts of a profile have in common as they are written.

use serde::Deserialize;

use crate::text::Text;

/// zh 和 en 两种名称 / what it is called: zh and en
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "title"))]
#[serde(deny_unknown_fields)]
pub(super) struct RawTitle {
    /// 中文名称 / the name in Chinese
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub zh: String,
    /// 英文名称 / the name in English
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub en: String,
}

impl RawTitle {
    /// Both names.
    pub(super) fn text(self) -> Text {
        Text::both(self.zh, self.en)
    }
}

/// What is so unless a profile says otherwise.
pub(super) fn yes() -> bool {
    true
}
