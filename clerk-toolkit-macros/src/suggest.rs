//! The nearest known name to one that is not known.

/// The candidate nearest to `given`, if one is near enough to be what the user meant.
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this similarity a suggestion misleads more often than it helps.
    const NEAR: f64 = 0.75;

    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&given, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// `` `a`, `b` or `c` ``.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => [&rest.join(", "), last.as_str()].join(" or "),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_whatever_its_case() {
        for (given, near) in [
            ("scope", Some("scoped")),
            ("Scoped", Some("scoped")),
            ("unscope", Some("unscoped")),
            ("un_scoped", Some("unscoped")),
            ("serde", None),
            ("allow", None),
        ] {
            assert_eq!(nearest(given, ["scoped", "unscoped"]), near, "{given}");
        }
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b"]), "`a` or `b`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
