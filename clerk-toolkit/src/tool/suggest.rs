//! Names that are not known: how they are shown, and the nearest one that is.

/// The candidate nearest to `given`, if any is near enough to be what was meant.
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this similarity a suggestion misleads more often than it helps.
    const NEAR: f64 = 0.75;
    /// Nobody mistypes a name of this length, and comparing takes time in the product of the lengths.
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

/// `user_id` and `userId` differ in nothing that a suggestion should weigh.
fn fold(name: &str) -> String {
    name.chars().filter(|c| *c != '_' && *c != '-').flat_map(char::to_lowercase).collect()
}

/// A name that came from outside, as much of it as helps.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 64;
    let escaped: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().nth(LONGEST).is_some() { escaped + "…" } else { escaped }
}
