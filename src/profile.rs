//! Profiles: what is required of a report, as data.

/// What is required of a report.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The name it is chosen by: gd-county.
    pub id: String,
}

impl Profile {
    /// Checks figures alone.
    pub fn figures_only() -> Self {
        Self { id: "figures-only".into() }
    }
}
