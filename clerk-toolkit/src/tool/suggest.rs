//! Names that are not known: how they are shown, and the nearest known one.

/// Below this similarity, a suggestion misleads more often than it helps.
pub(crate) const NEAR: f64 = 0.75;

/// The candidate nearest to `given`, if one is near enough to be what was meant.
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (similarity(given, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// A name that came from outside, as much of it as helps.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 64;
    let escaped: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().nth(LONGEST).is_some() { escaped + "…" } else { escaped }
}

/// How similar two names are, from 0 to 1: the Jaro-Winkler similarity, which also works in a constant.
pub(crate) const fn similarity(a: &str, b: &str) -> f64 {
    if a.len() > Folded::LONGEST || b.len() > Folded::LONGEST {
        return 0.0;
    }
    let (a, b) = (Folded::new(a), Folded::new(b));
    let jaro = jaro(&a, &b);
    if jaro <= 0.7 {
        return jaro;
    }
    let mut prefix = 0;
    while prefix < 4 && prefix < a.len && prefix < b.len && a.bytes[prefix] == b.bytes[prefix] {
        prefix += 1;
    }
    jaro + 0.1 * prefix as f64 * (1.0 - jaro)
}

/// A name in lower case, without `_` and `-`: `user_id` and `userId` should not differ.
struct Folded {
    bytes: [u8; Self::LONGEST],
    len: usize,
}

impl Folded {
    /// A longer name is not a mistyped one, and a comparison takes time in the product of the lengths.
    const LONGEST: usize = 128;

    const fn new(name: &str) -> Self {
        let name = name.as_bytes();
        let mut folded = Self { bytes: [0; Self::LONGEST], len: 0 };
        let mut at = 0;
        while at < name.len() {
            if name[at] != b'_' && name[at] != b'-' {
                folded.bytes[folded.len] = name[at].to_ascii_lowercase();
                folded.len += 1;
            }
            at += 1;
        }
        folded
    }
}

/// The share of bytes that the names have in common at about the same place, less those in another order.
const fn jaro(a: &Folded, b: &Folded) -> f64 {
    if a.len == 0 || b.len == 0 {
        return 0.0;
    }
    let longer = if a.len > b.len { a.len } else { b.len };
    let reach = (longer / 2).saturating_sub(1);
    let mut matched_a = [false; Folded::LONGEST];
    let mut matched_b = [false; Folded::LONGEST];
    let (mut matches, mut i) = (0, 0);
    while i < a.len {
        let mut j = i.saturating_sub(reach);
        while j < b.len && j <= i + reach {
            if a.bytes[i] == b.bytes[j] && !matched_b[j] {
                matched_a[i] = true;
                matched_b[j] = true;
                matches += 1;
                break;
            }
            j += 1;
        }
        i += 1;
    }
    if matches == 0 {
        return 0.0;
    }
    let (mut transposed, mut i, mut j) = (0, 0, 0);
    while i < a.len {
        if matched_a[i] {
            while !matched_b[j] {
                j += 1;
            }
            if a.bytes[i] != b.bytes[j] {
                transposed += 1;
            }
            j += 1;
        }
        i += 1;
    }
    let same = matches as f64;
    (same / a.len as f64 + same / b.len as f64 + (same - (transposed / 2) as f64) / same) / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_similarity_is_that_of_jaro_and_winkler() {
        for (a, b, expected) in [
            ("martha", "marhta", 0.961),
            ("dixon", "dicksonx", 0.813),
            ("getUser", "get_user", 1.0),
            ("abc", "xyz", 0.0),
            ("", "users", 0.0),
        ] {
            assert!((similarity(a, b) - expected).abs() < 0.001, "{a} {b}: {}", similarity(a, b));
        }
        assert!(similarity(&"x".repeat(129), "x") < NEAR);
    }

    #[test]
    fn the_nearest_name_is_suggested() {
        assert_eq!(nearest("usr", ["organizations", "users"]), Some("users"));
        assert_eq!(nearest("billing", ["organizations", "users"]), None);
    }
}
