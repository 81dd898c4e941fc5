//! Ids: what stands in a list is named by an id of its own kind, so that no clause is taken for a figure, and no count for
//! either.
//!
//! An id is a place in one list, and only that list is indexed by it. Whoever walks the list says so in words
//! ([`FigureId::next`], [`FigureId::previous`], [`FigureId::since`]); there is no arithmetic on ids.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range, RangeFrom, RangeTo};

/// A place in one list.
pub trait Id: Copy + Ord + fmt::Debug {
    /// The id of the place `index`, counted from 0. A text has fewer than 2³² bytes, and so fewer of anything.
    fn from_index(index: usize) -> Self;

    /// The place, counted from 0.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(index as u32)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $name {
            /// The first of all.
            pub const FIRST: Self = Self(0);

            /// The one after it; the list may end before that.
            pub fn next(self) -> Self {
                Self(self.0 + 1)
            }

            /// The one before it, if it is not the first.
            pub fn previous(self) -> Option<Self> {
                self.before(1)
            }

            /// The one so many places after it; the list may end before that.
            pub fn after(self, places: usize) -> Self {
                Self::from_index(self.index() + places)
            }

            /// The one so many places before it, if the list begins there at the latest.
            pub fn before(self, places: usize) -> Option<Self> {
                self.index().checked_sub(places).map(Self::from_index)
            }

            /// The one so many places before it, or else the first.
            pub fn reach_back(self, places: usize) -> Self {
                self.before(places).unwrap_or(Self::FIRST)
            }

            /// How many places it stands after `earlier`.
            pub fn since(self, earlier: Self) -> usize {
                self.index() - earlier.index()
            }

            /// How many places lie between the two, whichever comes first.
            pub fn distance(self, other: Self) -> usize {
                self.index().abs_diff(other.index())
            }

            /// From this one up to `end`, which is left out; nothing, where `end` does not come later.
            pub fn until(self, end: Self) -> IdRange<Self> {
                IdRange { start: self, end }
            }
        }
    )+};
}

ids! {
    /// A headed section among all sections of a report.
    SectionId
    /// A paragraph among all paragraphs of a report.
    ParagraphId
    /// A sentence among all sentences of a report.
    SentenceId
    /// A clause among all clauses of a report.
    ClauseId
    /// A figure among all figures of a report.
    FigureId
    /// A claim among all claims of a report.
    ClaimId
}

/// The ids from `start` up to `end`, which is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdRange<I> {
    /// The first.
    pub start: I,
    /// The one after the last.
    pub end: I,
}

impl<I: Id> IdRange<I> {
    /// The ids one by one, from either end.
    pub fn iter(self) -> Ids<I> {
        Ids { places: self.places(), kind: PhantomData }
    }

    /// Whether `id` is one of them.
    pub fn contains(self, id: I) -> bool {
        self.start <= id && id < self.end
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.places().len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    fn places(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }
}

impl<I: Id> IntoIterator for IdRange<I> {
    type Item = I;
    type IntoIter = Ids<I>;

    fn into_iter(self) -> Ids<I> {
        self.iter()
    }
}

/// Ids one by one, from either end.
#[derive(Clone, Debug)]
pub struct Ids<I> {
    places: Range<usize>,
    kind: PhantomData<I>,
}

impl<I: Id> Iterator for Ids<I> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        self.places.next().map(I::from_index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }

    fn nth(&mut self, places: usize) -> Option<I> {
        self.places.nth(places).map(I::from_index)
    }
}

impl<I: Id> DoubleEndedIterator for Ids<I> {
    fn next_back(&mut self) -> Option<I> {
        self.places.next_back().map(I::from_index)
    }
}

impl<I: Id> ExactSizeIterator for Ids<I> {}

impl<I: Id> FusedIterator for Ids<I> {}

/// A list whose items are named by their ids, and are got by nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    kind: PhantomData<I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// An empty list.
    pub fn new() -> Self {
        Self::from(Vec::new())
    }

    /// An empty list with room for so many items.
    pub fn with_capacity(items: usize) -> Self {
        Self::from(Vec::with_capacity(items))
    }

    /// Puts an item after the last, and gives its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::from_index(self.items.len() - 1)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The id after the last: that of the next item, once it is there.
    pub fn end(&self) -> I {
        I::from_index(self.items.len())
    }

    /// The ids of all items.
    pub fn ids(&self) -> Ids<I> {
        Ids { places: 0..self.items.len(), kind: PhantomData }
    }

    /// The ids of all items after one.
    pub fn ids_after(&self, id: I) -> Ids<I> {
        Ids { places: id.index() + 1..self.items.len(), kind: PhantomData }
    }

    /// The item of an id; `None` after the last.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// The items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The items with their ids.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(index, item)| (I::from_index(index), item))
    }

    /// The first item, by its id, that `is_before` does not hold of; it must hold of all items up to some place, and of none
    /// after it.
    pub fn partition_point(&self, is_before: impl FnMut(&T) -> bool) -> I {
        I::from_index(self.items.partition_point(is_before))
    }

    /// The last item, by its id, that `is_before` does hold of, under the same condition.
    pub fn last_before(&self, is_before: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.partition_point(is_before).checked_sub(1).map(I::from_index)
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, kind: PhantomData }
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IdVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I: Id, T> Index<IdRange<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: IdRange<I>) -> &[T] {
        &self.items[ids.places()]
    }
}

impl<I: Id, T> IndexMut<IdRange<I>> for IdVec<I, T> {
    fn index_mut(&mut self, ids: IdRange<I>) -> &mut [T] {
        &mut self.items[ids.places()]
    }
}

impl<I: Id, T> Index<RangeFrom<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: RangeFrom<I>) -> &[T] {
        &self.items[ids.start.index()..]
    }
}

impl<I: Id, T> IndexMut<RangeFrom<I>> for IdVec<I, T> {
    fn index_mut(&mut self, ids: RangeFrom<I>) -> &mut [T] {
        &mut self.items[ids.start.index()..]
    }
}

impl<I: Id, T> Index<RangeTo<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: RangeTo<I>) -> &[T] {
        &self.items[..ids.end.index()]
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<I, T> Extend<T> for IdVec<I, T> {
    fn extend<It: IntoIterator<Item = T>>(&mut self, items: It) {
        self.items.extend(items);
    }
}

impl<'v, I, T> IntoIterator for &'v IdVec<I, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> IdVec<FigureId, char> {
        "abcde".chars().collect()
    }

    fn id(index: usize) -> FigureId {
        FigureId::from_index(index)
    }

    #[test]
    fn a_list_is_indexed_by_its_ids() {
        let mut letters = letters();
        assert_eq!((letters[id(0)], letters.get(id(5)), letters.end()), ('a', None, id(5)));
        assert_eq!(letters.push('f'), id(5));
        assert_eq!(letters[id(2).until(id(4))], ['c', 'd']);
        assert_eq!((&letters[id(4)..], &letters[..id(2)]), (&['e', 'f'][..], &['a', 'b'][..]));
        letters[id(5)] = 'g';
        assert_eq!(letters.entries().next_back(), Some((id(5), &'g')));
        assert_eq!(letters.partition_point(|&letter| letter < 'c'), id(2));
        assert_eq!(letters.last_before(|&letter| letter < 'c'), Some(id(1)));
        assert_eq!(letters.last_before(|&letter| letter < 'a'), None);
    }

    #[test]
    fn ids_are_walked_both_ways() {
        assert_eq!(letters().ids().rev().map(Id::index).collect::<Vec<_>>(), [4, 3, 2, 1, 0]);
        assert_eq!(letters().ids_after(id(2)).map(Id::index).collect::<Vec<_>>(), [3, 4]);
        assert_eq!((id(3).next(), id(3).previous(), id(0).previous()), (id(4), Some(id(2)), None));
        assert_eq!((id(3).after(2), id(3).before(3), id(3).before(4)), (id(5), Some(id(0)), None));
        assert_eq!((id(3).reach_back(2), id(3).reach_back(9)), (id(1), FigureId::FIRST));
        assert_eq!((id(3).since(id(1)), id(1).distance(id(3)), id(3).distance(id(1))), (2, 2, 2));
    }

    #[test]
    fn a_range_leaves_its_end_out() {
        let range = id(1).until(id(4));
        assert_eq!((range.len(), range.contains(id(3)), range.contains(id(4))), (3, true, false));
        assert_eq!(range.iter().rev().chain(range).map(Id::index).collect::<Vec<_>>(), [3, 2, 1, 1, 2, 3]);
        let none = id(4).until(id(1));
        assert_eq!((none.is_empty(), none.len(), none.iter().next()), (true, 0, None));
    }
}
