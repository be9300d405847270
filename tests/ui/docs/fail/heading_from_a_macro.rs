use clerk_toolkit::{ToolError, clerk_tool};

#[doc = concat!("# Orders of ", env!("CARGO_PKG_NAME"))]
#[clerk_tool(effect = read)]
async fn count_orders(
    #[doc = concat!("# ", env!("CARGO_PKG_NAME"))]
    limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

fn main() {}
