namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>How the numbers of a model's weights are stored. The numbers of the enumeration are llama.cpp's own ("file types").</summary>
public enum LlamaCppWeightType
{
    /// <summary>16 bits a number.</summary>
    F16 = 1,

    /// <summary>About 4.5 bits a number (Q4_0): the fastest on a processor, the largest loss.</summary>
    Q4 = 2,

    /// <summary>About 8.5 bits a number (Q8_0): hardly any loss, fast on a processor.</summary>
    Q8 = 7,

    /// <summary>About 4.9 bits a number, more for the tensors that suffer most (Q4_K_M).</summary>
    Q4KMedium = 15,

    /// <summary>About 5.7 bits a number, more for the tensors that suffer most (Q5_K_M).</summary>
    Q5KMedium = 17,

    /// <summary>About 6.6 bits a number (Q6_K).</summary>
    Q6K = 18,
}
