//! Unknown names: how they are shown, and the nearest known name.

/// The candidate that is most similar to `given`, if one is similar enough.
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this similarity a suggestion is wrong more often than right.
    const NEAR: f64 = 0.75;
    /// Longer names are not typing mistakes, and the time of a comparison is the product of the lengths.
    const LONGEST: usize = 128;

    if given.len() > LONGEST {
        return None;
    }
    let folded = fold(given);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &fold(candidate)), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// `user_id` and `userId` count as the same name.
fn fold(name: &str) -> String {
    name.chars().filter(|c| *c != '_' && *c != '-').flat_map(char::to_lowercase).collect()
}

/// A name from outside: escaped, and cut if it is long.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 64;
    let escaped: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().nth(LONGEST).is_some() { escaped + "…" } else { escaped }
}
