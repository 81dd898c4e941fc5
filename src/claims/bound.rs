//! Figures of which only an inequality holds: a part without a rate, a list that stays open.

use super::draft::{Draft, plain};
use super::judge::Outcome;
use super::scene::{Scene, contains_any};
use super::verdict::{Kind, Reason, Role};
use super::working::Working;
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// Pairs of which the text says, or lets expect, that one counts part of the other.
pub(super) fn bounds(scene: &Scene) -> Vec<Draft> {
    let mut claims = Vec::new();
    for figure in scene.figures.ids() {
        if scene.is_level(figure) {
            claims.extend(
                aside(scene, figure)
                    .or_else(|| of_which(scene, figure))
                    .or_else(|| registered(scene, figure))
                    .or_else(|| same_noun(scene, figure)),
            );
        }
    }
    claims
}

/// 323件（含上级指派77件）.
fn aside(scene: &Scene, part: FigureId) -> Option<Draft> {
    let whole = part.previous()?;
    let adjacent = scene.cues[part].aside && scene.is_level(whole) && scene.cues[whole].depth < scene.cues[part].depth;
    let label = scene.label(part);
    if !adjacent
        || !label.starts_with('含') && !label.starts_with("包括") && !label.starts_with("其中含")
        || scene.kinship(part, whole) < Kinship::Same
    {
        return None;
    }
    Some(claim(scene, part, whole, Certainty::Proven))
}

/// 「参加考试223人，其中合格218人」: one part, and 其中 says of what.
fn of_which(scene: &Scene, part: FigureId) -> Option<Draft> {
    let whole = part.previous()?;
    let exact = scene.figures[part].is_exact() && scene.figures[whole].is_exact();
    let same_sentence = exact && scene.is_level(whole) && scene.cues[whole].sentence == scene.cues[part].sentence;
    let named = scene.label(part).starts_with("其中") && scene.cues[whole].depth == scene.cues[part].depth;
    (same_sentence && named && scene.kinship(part, whole) == Kinship::Same).then(|| claim(scene, part, whole, Certainty::Proven))
}

/// 「现有市场主体数共44193户，已注册数43034户」: 共 names the whole, 已 the part, in one unit, side by side.
fn registered(scene: &Scene, part: FigureId) -> Option<Draft> {
    let whole = part.previous()?;
    let beside = scene.is_level(whole)
        && scene.cues[whole].sentence == scene.cues[part].sentence
        && scene.kinship(part, whole) == Kinship::Same;
    let words =
        (scene.cues[whole].total || contains_any(scene.label(whole), &["受理", "收到", "应"])) && is_done(scene.label(part));
    (beside && words).then(|| claim(scene, part, whole, Certainty::Likely))
}

/// What has been done is part of what there was to do.
fn is_done(label: &str) -> bool {
    label.starts_with('已') && !label.contains("结转")
}

/// 「共40种照面，10个部门…已签发照面数38个，签发部门数14个」: the later label repeats the noun that the earlier figure counts.
/// Whether the two count the same thing the text does not say, so a breach is not even a warning: it stays unchecked.
fn same_noun(scene: &Scene, part: FigureId) -> Option<Draft> {
    let noun = scene.label(part).strip_suffix('数')?;
    let sentence = scene.cues[part].sentence;
    let paragraph = scene.paragraph_of(part);
    let whole = paragraph.start.until(part).iter().rev().take(12).find(|&whole| {
        let counted = scene.tail(whole);
        scene.is_level(whole)
            && sentence.since(scene.cues[whole].sentence) <= 1
            && counted.chars().count() >= 2
            && noun.ends_with(counted)
    })?;
    Some(claim(scene, part, whole, Certainty::Likely))
}

fn claim(scene: &Scene, part: FigureId, whole: FigureId, certainty: Certainty) -> Draft {
    let holds = scene.figures[part].value() <= scene.figures[whole].value();
    let outcome = match (holds, certainty) {
        (true, _) => Outcome::equal(),
        (false, Certainty::Proven) => Outcome::Impossible(Reason::PartOverWhole),
        (false, Certainty::Likely) => Outcome::Open,
    };
    let roles = vec![(Role::Part, part), (Role::Whole, whole)];
    plain(scene, Kind::Bound, outcome, certainty, roles, Working::AtMost(part, whole))
}
