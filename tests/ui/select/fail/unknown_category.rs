use clerk_toolkit::{Toolset, catalog};

const TOOLS: Toolset = catalog::ALL.select(["users", "organisations"]);

fn main() {
    println!("{TOOLS:?}");
}
