use super::bytes::plc;
use crate::read::decode;

#[test]
fn places_beyond_the_file_are_left_out() {
    let table: Vec<u8> = [0u32, 5, 9].iter().flat_map(|number| number.to_le_bytes()).chain([1, 2, 3, 4]).collect();
    let (places, items) = plc(&table, (0, 16), 2);
    assert_eq!((places.as_slice(), items.as_slice()), ([0, 5, 9].as_slice(), [[1, 2].as_slice(), &[3, 4]].as_slice()));
    for place in [(0, 0), (3, 1), (1000, 16), (usize::MAX, 16), (0, usize::MAX)] {
        assert!(plc(&table, place, 2).1.is_empty(), "{place:?}");
    }
}

#[test]
fn what_is_no_document_is_refused() {
    let code = |bytes: &[u8]| decode("x.doc", bytes.to_vec()).expect_err("no document").cause.code().0;
    assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "I007");
}
