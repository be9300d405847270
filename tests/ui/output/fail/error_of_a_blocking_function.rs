use clerk_toolkit::{ToolError, clerk_tool};

#[derive(Debug)]
pub enum Problem {
    NotFound,
}

type Outcome<T> = Result<T, Problem>;

/// Find an order.
#[clerk_tool(effect = read)]
fn find_order() -> Outcome<u64> {
    Err(Problem::NotFound)
}

/// Find another order.
#[clerk_tool(effect = read)]
async fn find_another() -> Result<Option<ToolError>, Option<ToolError>> {
    Err(None)
}

fn main() {}
