//! Parts and bases that are sums: 「当场答复5113宗，办结1898宗」 of 7227; what was carried over; kinds that the name puts together.

use super::Reading;
use crate::claims::balance::is_opening;
use crate::claims::draft::Draft;
use crate::claims::formula::Formula;
use crate::claims::judge::resolution;
use crate::claims::verdict::Role;
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::severity::Certainty;

impl Reading<'_, '_> {
    /// 「审结171件（含调解和解64件），…调解和解率37.43%」: the part stands in the bracket of its whole.
    pub(super) fn of_aside(&self) -> Option<Draft> {
        let scene = self.scene;
        let asides = scene.back(scene.sentence_of(self.rate).start, self.rate).take(Reading::SCOPE).filter(|&part| {
            scene.cues[part].aside && scene.is_level(part) && self.names.iter().any(|name| scene.label(part).contains(name))
        });
        let pairs = asides
            .filter_map(|part| Some((part, part.previous()?)))
            .flat_map(|(part, before)| [before].into_iter().chain(self.wholes(part)).map(move |whole| (part, whole)));
        let alike = pairs.filter(|&(part, whole)| scene.is_level(whole) && scene.kinship(part, whole) == Kinship::Same);
        let telling = resolution(&scene.figures[self.rate]) >= 90;
        self.pick_rounded(alike.filter(|_| telling).filter_map(|(part, whole)| self.formula(part, whole)), Certainty::Likely)
    }

    /// A part or a base that is the sum of two printed figures: 「当场答复5113宗，办结1898宗」 of 7227.
    pub(super) fn composite(&self) -> Option<Draft> {
        let parts: Vec<FigureId> = self.pool.iter().copied().filter(|&figure| self.is_named(figure)).collect();
        if let Some(claim) = self.pick_rounded(parts.iter().flat_map(|&part| self.told_composites(part)), Certainty::Likely) {
            return Some(claim);
        }
        if let Some(claim) = self.pick_rounded(self.by_initials().into_iter(), Certainty::Likely) {
            return Some(claim);
        }
        let sentence = self.scene.cues[self.rate].sentence;
        let near: Vec<FigureId> =
            self.pool.iter().copied().filter(|&figure| self.scene.cues[figure].sentence == sentence).take(8).collect();
        let tuples = i128::try_from(near.len().pow(3)).unwrap_or(i128::MAX);
        if parts.is_empty() || resolution(&self.scene.figures[self.rate]) < tuples.min(90) {
            return None;
        }
        let parts = parts.iter().copied().filter(|part| near.contains(part));
        let composites = parts.flat_map(|part| self.composites_of(part, &near)).filter(|formula| formula.centre <= 100.into());
        self.pick_rounded(composites, Certainty::Likely)
    }

    /// Composites that the words tell of, so that they need no digits to prove them.
    pub(super) fn told_composites(&self, part: FigureId) -> Vec<Formula> {
        let mut formulas = self.with_neighbour(part);
        formulas.extend(self.with_opposite(part));
        formulas.extend(self.with_carried_over(part));
        formulas.extend(self.with_included(part));
        formulas.extend(self.with_pending(part));
        formulas
    }

    /// 「已答复742件，正在办理8件，答复率98.93%」: what is done and what is pending are all there was.
    pub(super) fn with_pending(&self, part: FigureId) -> Option<Formula> {
        let scene = self.scene;
        // 「已办复358件，办复率99.17%，尚有3件正在办理」: the rate itself may stand between the two
        let next = if part.next() == self.rate { part.after(2) } else { part.next() };
        let here = |next: FigureId| {
            next < scene.figures.end() && scene.is_level(next) && scene.cues[next].sentence == scene.cues[part].sentence
        };
        let beside = here(next) && scene.cues[next].pending && scene.kinship(part, next) == Kinship::Same;
        let total = scene.back(scene.sentence_of(part).start, part).any(|figure| scene.is_level(figure));
        if beside && !total { self.of_sum(part, [part, next]) } else { None }
    }

    /// 「表示满意2987人、基本满意96人，满意率（含基本满意）为98.8%」: the bracket names what counts as the part too.
    pub(super) fn with_included(&self, part: FigureId) -> Vec<Formula> {
        let start = self.scene.cues[self.rate].name.unwrap_or(self.scene.figures[self.rate].label).start;
        let label = self.scene.between(start, self.scene.figures[self.rate].span.start);
        let Some(at) = ["（含", "(含"].iter().find_map(|open| label.find(open).map(|at| at + open.len())) else {
            return Vec::new();
        };
        let included = label[at..].split(['）', ')']).next().unwrap_or_default();
        let named = self.pool.iter().copied().find(|&other| !included.is_empty() && self.scene.label(other).ends_with(included));
        let Some(other) = named.filter(|&other| other != part && !self.scene.label(part).ends_with(included)) else {
            return Vec::new();
        };
        let both = || Formula::sum(self.scene, Role::Part, &[part, other]);
        self.wholes(part)
            .filter(|&whole| whole != other)
            .filter_map(|whole| both()?.over(Formula::of(self.scene, Role::Whole, whole))?.per_cent())
            .filter(|formula| formula.centre <= 100.into())
            .collect()
    }

    /// 「优秀208卷、良好97卷，优良率95.3%」: the name puts two kinds together.
    pub(super) fn by_initials(&self) -> Vec<Formula> {
        let initials: Vec<char> = self.name.chars().collect();
        let &[a, b] = &initials[..] else { return Vec::new() };
        let begins = |initial: char| {
            self.pool
                .iter()
                .copied()
                .find(move |&figure| self.scene.label(figure).trim_start_matches("其中").starts_with(initial))
        };
        let (Some(first), Some(second)) = (begins(a), begins(b)) else { return Vec::new() };
        if first == second || resolution(&self.scene.figures[self.rate]) < 100 {
            return Vec::new();
        }
        let both = || Formula::sum(self.scene, Role::Part, &[first, second]);
        let wholes = self.wholes(first).filter(|&whole| whole != second && whole < first);
        wholes.filter_map(|whole| both()?.over(Formula::of(self.scene, Role::Whole, whole))?.per_cent()).collect()
    }

    /// A part and its neighbour that make up the whole: 按时结案597件，超时办理4件 of 601: 100%.
    pub(super) fn with_neighbour(&self, part: FigureId) -> Vec<Formula> {
        let next = part.next();
        if self.scene.figures[self.rate].value() != 100.into() || !self.pool.contains(&next) {
            return Vec::new();
        }
        let both = || Formula::sum(self.scene, Role::Part, &[part, next]);
        self.wholes(part).filter_map(|whole| both()?.over(Formula::of(self.scene, Role::Whole, whole))?.per_cent()).collect()
    }

    /// A base of a thing and its opposite: 起诉507人, 不起诉118人.
    pub(super) fn with_opposite(&self, part: FigureId) -> Vec<Formula> {
        let is_opposite = |other: &FigureId| match self.name.strip_prefix('不') {
            Some(name) => self.scene.label(*other).contains(name) && !self.scene.label(*other).contains(self.name),
            None => self.scene.label(*other).contains(&format!("不{}", self.name)),
        };
        self.alike_nearby(part).filter(is_opposite).filter_map(|other| self.of_sum(part, [part, other])).collect()
    }

    /// A base with what was carried over, which stands with the base or with the part.
    pub(super) fn with_carried_over(&self, part: FigureId) -> Vec<Formula> {
        let scene = self.scene;
        let together = |whole: FigureId, opening: FigureId| {
            [whole, part].iter().any(|&figure| scene.cues[figure].sentence == scene.cues[opening].sentence)
        };
        let carried: Vec<FigureId> = self.alike_nearby(part).filter(|&other| is_opening(scene, other)).collect();
        let before = scene
            .before(self.rate)
            .filter(|&figure| scene.is_level(figure))
            .take(Reading::SCOPE)
            .filter(|&figure| figure != part && scene.kinship(part, figure) == Kinship::Same);
        before
            .flat_map(|whole| carried.iter().map(move |&opening| (whole, opening)))
            .filter(|&(whole, opening)| whole != opening && together(whole, opening))
            .filter_map(|(whole, opening)| self.of_sum(part, [whole, opening]))
            .collect()
    }

    /// Figures of the paragraph, not far from the rate, that count in the unit of the part.
    pub(super) fn alike_nearby(&self, part: FigureId) -> impl Iterator<Item = FigureId> + '_ {
        let scene = self.scene;
        let first = self.rate.reach_back(Reading::SCOPE).max(scene.paragraph_of(self.rate).start);
        (first.until(scene.figures.end().min(self.rate.after(Reading::SCOPE))).iter())
            .filter(move |&other| other != part && scene.is_level(other) && scene.kinship(part, other) == Kinship::Same)
    }

    /// part ÷ (a + b).
    pub(super) fn of_sum(&self, part: FigureId, base: [FigureId; 2]) -> Option<Formula> {
        Formula::of(self.scene, Role::Part, part).over(Formula::sum(self.scene, Role::Whole, &base)?)?.per_cent()
    }

    /// Every composite of the figures nearby: only more digits than chance would hit can prove one.
    pub(super) fn composites_of(&self, part: FigureId, near: &[FigureId]) -> Vec<Formula> {
        let like = |&&other: &&FigureId| other != part && self.scene.kinship(part, other) == Kinship::Same;
        let mut formulas = Vec::new();
        for &other in near.iter().filter(like) {
            let both = Formula::sum(self.scene, Role::Part, &[part, other]);
            for &whole in near.iter().filter(like).filter(|&&whole| whole != other) {
                formulas.extend(both.clone().and_then(|both| both.over(Formula::of(self.scene, Role::Whole, whole))?.per_cent()));
            }
            formulas.extend(self.of_sum(part, [part, other]));
        }
        formulas
    }
}
