namespace Emotion.Ambiguity.Extraction;

/// <summary>How distributions are combined. Genest and Zidek, "Combining probability distributions", Statistical Science 1986.</summary>
public enum EnsembleMean
{
    /// <summary>p_n = sum_i w_i p_i(n): the linear opinion pool. As spread as its members together.</summary>
    Linear,

    /// <summary>p_n proportional to product_i p_i(n)^w_i: the logarithmic opinion pool. A label that one member all but rules out is all but ruled out; a 0 counts as 1e-8.</summary>
    Geometric,
}
