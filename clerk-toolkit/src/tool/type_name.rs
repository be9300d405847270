//! Names of types in messages.

/// Crates whose types are known by their last name. The module of such a type is often private.
const CRATES: [&str; 4] = ["clerk_toolkit", "std", "core", "alloc"];

/// Returns `Arc<dyn app::Store>` for `alloc::sync::Arc<dyn app::Store>`, and `UserId` for
/// `clerk_toolkit::client::ids::UserId`. Other paths stay whole: the application may have two types of one name.
pub(crate) fn shown(full: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let mut shown = String::new();
    for part in full.split_inclusive(|c: char| !is_path(c)) {
        let is_known = part.split_once("::").is_some_and(|(first, _)| CRATES.contains(&first));
        shown.push_str(if is_known { part.rsplit("::").next().unwrap_or(part) } else { part });
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::any::type_name;
    use std::collections::HashMap;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::client::UserId;

    #[test]
    fn known_types_have_short_names() {
        assert_eq!(shown(type_name::<UserId>()), "UserId");
        assert_eq!(shown(type_name::<Arc<Mutex<HashMap<String, &str>>>>()), "Arc<Mutex<HashMap<String, &str>>>");
        assert_eq!(shown("alloc::sync::Arc<dyn app::Store>"), "Arc<dyn app::Store>");
        assert_eq!(shown("(app::Desk, stdlib::Desk)"), "(app::Desk, stdlib::Desk)");
    }
}
