//! The expansion causes no warning in the user's crate, whatever its lints.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused,
    unused_crate_dependencies,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![allow(unused_crate_dependencies, reason = "a test's dependencies are those of all tests")]

pub mod orders {
    //! Orders.

    use clerk_toolkit::client::UserId;
    use clerk_toolkit::{ToolError, Toolset, clerk_tool, tool_type, toolset};

    toolset! {
        /// The tools over orders.
        pub const TOOLS = [count_orders, find_order, close_book];

        /// The tools that only read, with the type written out.
        pub(crate) const READERS: Toolset = [count_orders, find_order];

        // Private items need no documentation.
        const PART = [..TOOLS.select(["countOrders"]), close_book];
    }

    /// Orders.
    #[derive(Debug, Clone, Copy)]
    pub struct Orders(u64);

    /// The filter.
    #[tool_type]
    #[derive(Debug, Clone, Copy)]
    pub struct Filter {
        /// Orders of this day.
        pub day: u64,
        /// Orders in this state.
        pub state: Option<State>,
    }

    /// The state of an order.
    #[tool_type]
    #[derive(Debug, Clone, Copy)]
    pub enum State {
        /// It is open.
        Open,
        /// It is paid.
        Paid,
    }

    /// Count the orders.
    ///
    /// # Errors
    /// Never.
    #[clerk_tool(effect = read, access = user)]
    pub async fn count_orders(
        orders: &Orders,
        more: Option<&Orders>,
        /// The user.
        #[scoped]
        user_id: Option<UserId>,
        /// The filter.
        filter: Filter,
        /// The limit.
        #[serde(default)]
        limit: u64,
    ) -> Result<u64, ToolError> {
        drop(user_id);
        Ok(orders.0 + more.map_or(0, |more| more.0) + filter.day + limit)
    }

    /// Find an order.
    #[clerk_tool(effect = read)]
    async fn find_order() -> Result<u64, ToolError> {
        Ok(5)
    }

    /// A part of the tools.
    pub(crate) fn part() -> Toolset {
        PART
    }

    /// Close the accounts.
    #[clerk_tool(effect = destructive)]
    pub(crate) fn close_book() -> Result<(), ToolError> {
        Ok(())
    }
}

fn main() {
    assert_eq!(orders::TOOLS.len(), 3);
    assert_eq!(orders::READERS.len(), 2);
    assert_eq!(orders::part().len(), 2);
}
