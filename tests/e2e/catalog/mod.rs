//! What each built-in tool is called, takes, and does.
//!
//! The names and arguments are a promise to whoever moves here with prompts that already work, so they stand here in
//! full. What a tool does is asserted in what a plain HTTP client reads afterwards, not in what the tool answers.

mod definitions;
mod invitations;
mod memberships;
mod organizations;
mod users;

use std::collections::BTreeSet;

use clerk_toolkit::catalog;

/// Makes tests of functions, and keeps a list of the tools that they are about.
macro_rules! effects {
    ($($tool:literal => $($test:ident),+;)+) => {
        pub(super) const TESTED: &[&str] = &[$($tool),+];

        mod run {
            $($(
                #[tokio::test]
                async fn $test() {
                    super::$test().await;
                }
            )+)+
        }
    };
}
use effects;

#[test]
fn no_tool_is_left_untested() {
    let tested: BTreeSet<&str> =
        [users::TESTED, organizations::TESTED, memberships::TESTED, invitations::TESTED].concat().into_iter().collect();
    let all: BTreeSet<&str> = catalog::ALL.iter().map(|tool| tool.name()).collect();
    assert_eq!(tested, all);
    assert_eq!(all.len(), 19);
}
