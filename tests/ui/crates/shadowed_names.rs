//! The expansion works when the user's code has items of the names that it uses.

#![no_implicit_prelude]
#![allow(dead_code, unreachable_pub)]

extern crate std as the_std;

mod core {}
mod std {}
mod clerk_toolkit {}
mod serde {}
mod schemars {}

struct Box;
struct Definition;
struct Err;
struct None;
struct Ok;
struct Option;
struct Result;
struct Send;
struct Some;
struct String;
struct Tool;
struct Toolset;
struct Vec;
const ANSWER: u64 = 42;
const PARTS: u64 = 42;

mod tools {
    use super::*;
    use ::clerk_toolkit::{ToolError, clerk_tool, toolset};

    type Outcome<T> = ::the_std::result::Result<T, ToolError>;

    /// Count.
    #[clerk_tool(effect = read, access = none)]
    pub async fn arguments(
        state: &::the_std::sync::Arc<::the_std::string::String>,
        value_0: ::the_std::option::Option<&::the_std::sync::Mutex<u64>>,
        /// Names.
        arguments: ::the_std::vec::Vec<::the_std::string::String>,
        /// An amount.
        slot: ::the_std::option::Option<u64>,
        /// A number.
        #[serde(default)]
        value_1: u64,
    ) -> Outcome<u64> {
        let _ = (state, value_0, arguments, slot);
        ::the_std::result::Result::Ok(value_1 + ANSWER)
    }

    toolset! {
        /// A toolset.
        pub const TOOLS = [arguments];
        /// Another toolset, with a name that the expansion used.
        pub const BY_NAME = [..TOOLS];
    }
}

fn main() {
    use ::the_std::assert_eq;
    use ::the_std::iter::Iterator;

    assert_eq!(tools::BY_NAME.len(), 1);
    assert_eq!(tools::TOOLS.iter().map(|tool| tool.parameters().len()).max(), ::the_std::option::Option::Some(3));
}
