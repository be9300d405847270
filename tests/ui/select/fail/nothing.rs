use clerk_toolkit::{Toolset, catalog};

const TOOLS: Toolset = catalog::ALL.select([]);

fn main() {
    println!("{TOOLS:?}");
}
