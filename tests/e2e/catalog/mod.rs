//! The name, arguments and behaviour of each tool in [`SEEDS`].
//!
//! Existing prompts depend on the names and arguments, so the complete list is here. The tests check the behaviour of a
//! tool with a plain HTTP client, not with the tool's own output.

mod definitions;
mod finding;
mod invitations;
mod memberships;
mod organization_domains;
mod organizations;
mod own_account;
mod resend;
mod sign_out;
mod users;

use std::collections::BTreeSet;

use clerk_toolkit_tests::SEEDS;

/// Turns functions into tests, and keeps a list of the tools that they test.
macro_rules! tool_tests {
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
use tool_tests;

#[test]
fn every_tool_that_prompts_depend_on_has_a_test() {
    let tested: BTreeSet<&str> =
        [users::TESTED, organizations::TESTED, memberships::TESTED, invitations::TESTED].concat().into_iter().collect();
    let all: BTreeSet<&str> = SEEDS.iter().map(|tool| tool.name()).collect();
    assert_eq!(tested, all);
}
