//! The measurements, as medians and ratios.

/// The measurements of the two sides for each round: ours, theirs.
#[derive(Default)]
pub(crate) struct Samples(Vec<[f64; 2]>);

impl Samples {
    pub(crate) fn add(&mut self, round: [f64; 2]) {
        self.0.push(round);
    }

    fn median(&self, of: impl Fn(&[f64; 2]) -> f64) -> f64 {
        let mut sorted: Vec<f64> = self.0.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// A ratio and its goal.
pub(crate) struct Goal {
    what: &'static str,
    medians: [f64; 2],
    /// The median of the ratios of the rounds. A machine that is slow for a while slows both sides of a round.
    ratio: f64,
    least: f64,
}

impl Goal {
    /// Our value should be at least this many times smaller.
    pub(crate) fn less(what: &'static str, samples: &Samples, least: f64) -> Self {
        Self::new(what, samples, |[ours, theirs]| theirs / ours, least)
    }

    /// Our value should be at least this many times larger.
    pub(crate) fn more(what: &'static str, samples: &Samples, least: f64) -> Self {
        Self::new(what, samples, |[ours, theirs]| ours / theirs, least)
    }

    fn new(what: &'static str, samples: &Samples, ratio: impl Fn(&[f64; 2]) -> f64, least: f64) -> Self {
        let medians = [samples.median(|[ours, _]| *ours), samples.median(|[_, theirs]| *theirs)];
        Self { what, medians, ratio: samples.median(ratio), least }
    }

    fn verdict(&self) -> &'static str {
        if self.ratio >= self.least { "reached" } else { "missed" }
    }
}

pub(crate) fn print(peer: &str, goals: &[Goal]) {
    println!("\n{:38} {:>13} {peer:>22} {:>8} {:>6}", "medians", "clerk-toolkit", "ratio", "goal");
    for goal in goals {
        let Goal { what, medians: [ours, theirs], ratio, least } = goal;
        println!("{what:38} {ours:>13.1} {theirs:>22.1} {ratio:>8.2} {least:>6} {}", goal.verdict());
    }
}
