namespace Emotion.Ambiguity.Models;

/// <summary>A model file that can be downloaded, and how it is known again. Immutable and thread-safe.</summary>
/// <remarks>Make entries of your own for files that your mirror holds; <see cref="ModelDownloader"/> checks them.</remarks>
public sealed record ModelCatalogEntry
{
    /// <summary>The short name that it is asked for by, such as "llama-3.2-1b".</summary>
    public required string Name { get; init; }

    /// <summary>What the file is for.</summary>
    public required ModelFileKind Kind { get; init; }

    /// <summary>The file's name on this machine; a bare name without a folder.</summary>
    public required string FileName { get; init; }

    /// <summary>The file's length in bytes, or null where it is not known. A server that offers another length is refused.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The licence of the weights: an SPDX identifier, or "LicenseRef-..." for a licence that SPDX does not list.</summary>
    public required string License { get; init; }

    /// <summary>The SHA-256 of the whole file, 64 hexadecimal digits, or null where none is known. Without one nothing can be verified.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The repository below the base address, such as "ggerganov/whisper.cpp".</summary>
    public required string Repository { get; init; }

    /// <summary>The repository's branch or commit. The default is "main".</summary>
    public string Revision { get; init; } = "main";

    /// <summary>The file's path in the repository, or null where it is <see cref="FileName"/>.</summary>
    public string? RemotePath { get; init; }

    /// <summary>What it is good for, a sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>The memory that it takes in bytes, an estimate (docs/models.md), or null where there is none.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether the file comes with the package of embedded models, so that it need not be downloaded. The default is false.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Where the file lies below a base address: {base}/{repository}/resolve/{revision}/{path}, as Hugging Face and its mirrors lay it out.</summary>
    /// <param name="baseAddress">An absolute http or https address; a path in it is kept.</param>
    /// <returns>The address.</returns>
    public Uri AddressBelow(Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        var path = $"{Repository}/resolve/{Revision}/{RemotePath ?? FileName}";
        return new Uri($"{baseAddress.AbsoluteUri.TrimEnd('/')}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
    }

    /// <summary>Names everything that is wrong with it.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return $"{nameof(Name)} is empty.";
        if (string.IsNullOrWhiteSpace(FileName) || !string.Equals(Path.GetFileName(FileName), FileName, StringComparison.Ordinal) || FileName is "." or "..")
            yield return $"{nameof(FileName)} must be a name without a folder but is \"{FileName}\".";
        if (SizeBytes is <= 0) yield return $"{nameof(SizeBytes)} must be above 0 but is {SizeBytes}.";
        if (Sha256 is not null && !(Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigit))) yield return $"{nameof(Sha256)} must be 64 hexadecimal digits but is \"{Sha256}\".";
        if (string.IsNullOrWhiteSpace(Repository)) yield return $"{nameof(Repository)} is empty.";
        if (string.IsNullOrWhiteSpace(Revision)) yield return $"{nameof(Revision)} is empty.";
    }
}
