using System.Buffers.Binary;
using System.Text;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>What a Whisper model file says about itself, after every header in it was found sound.</summary>
/// <remarks>whisper.cpp believes its file: a damaged one ends the process or allocates without bound. So the file is walked here first; the weights are skipped.</remarks>
/// <param name="IsMultilingual">Whether it knows languages other than English.</param>
/// <param name="WeightsOffset">Where the first tensor begins, in bytes.</param>
/// <param name="LengthBytes">The file's length.</param>
internal sealed record WhisperModelFile(bool IsMultilingual, long WeightsOffset, long LengthBytes)
{
    private const uint Magic = 0x67676d6c;
    private const int QuantizationVersionFactor = 1000;
    private const int FrequencyBins = 201;
    private const int MaxTokenBytes = 512;
    private const string Remedy = "Give a Whisper model in whisper.cpp's ggml format, such as ggml-base.en.bin.";
    private const string FetchAgain = "Copy or download the file again and compare its checksum.";

    /// <summary>Number of values and bytes of one block, by ggml type.</summary>
    private static readonly Dictionary<int, (int Values, int Bytes)> BlockSizes = new()
    {
        [0] = (1, 4), [1] = (1, 2), [2] = (32, 18), [3] = (32, 20), [6] = (32, 22), [7] = (32, 24), [8] = (32, 34),
        [10] = (256, 84), [11] = (256, 110), [12] = (256, 144), [13] = (256, 176), [14] = (256, 210),
    };

    /// <summary>Model file types that whisper.cpp maps to a tensor type.</summary>
    private static readonly int[] FileTypes = [0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14];

    /// <summary>Layers of the encoder: 4 (tiny), 6 (base), 12 (small), 24 (medium), 32 (large).</summary>
    public int AudioLayers { get; init; }

    /// <summary>Layers of the decoder.</summary>
    public int TextLayers { get; init; }

    /// <summary>Floats in a row, of encoder and decoder.</summary>
    public int Width { get; init; }

    /// <summary>The number of tokens it knows.</summary>
    public int VocabularySize { get; init; }

    /// <summary>Bands of the spectrum that it hears: 80, or 128 from large-v3 on.</summary>
    public int MelBands { get; init; }

    /// <summary>How most weights are stored, as ggml counts file types: 0 F32, 1 F16, others quantised.</summary>
    public int FileType { get; init; }

    /// <summary>Walks a model from the stream's beginning.</summary>
    /// <param name="model">A stream that can seek.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="ModelLoadException">It is not a whole Whisper model.</exception>
    internal static WhisperModelFile Read(Stream model, string path)
    {
        model.Position = 0;
        try
        {
            return new Walk(model, path).Run();
        }
        catch (EndOfStreamException e)
        {
            throw new ModelLoadException(path, $"It is a Whisper model that was cut short: it ends at byte {model.Length}, inside a header.", FetchAgain, e);
        }
    }

    private sealed class Walk(Stream model, string path)
    {
        private readonly long _length = model.Length;

        internal WhisperModelFile Run()
        {
            CheckKind();
            var described = ReadDimensions();
            ReadMelFilters(described.MelBands);
            ReadVocabulary(described.VocabularySize);
            var weights = model.Position;
            ReadTensors(11 + (15 * described.AudioLayers) + (24 * described.TextLayers));
            return described with { WeightsOffset = weights };
        }

        private void CheckKind()
        {
            if (_length == 0) throw Fault("It is empty (0 bytes).", Remedy);
            Span<byte> start = stackalloc byte[256];
            start = start[..model.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            if (start.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(start) != Magic) throw Fault(FileKind.Describe(start), Remedy);
            model.Position = 4;
        }

        private WhisperModelFile ReadDimensions()
        {
            var vocabulary = Number("vocabulary size", 51864, 51866);
            Number("audio context", 1, 1500);
            var audioWidth = Number("audio width", 64, 8192);
            var audioHeads = Number("audio heads", 1, 256);
            var audioLayers = Number("audio layers", 1, 128);
            Number("text context", 8, 4096);
            var textWidth = Number("text width", 64, 8192);
            var textHeads = Number("text heads", 1, 256);
            var textLayers = Number("text layers", 1, 128);
            var mels = Number("mel bands", 80, 128);
            var fileType = Number("file type", 0, 9 * QuantizationVersionFactor) % QuantizationVersionFactor;

            if (!FileTypes.Contains(fileType)) throw Damaged($"its file type is {fileType}, which whisper.cpp does not know");
            if (audioWidth != textWidth) throw Damaged($"its encoder is {audioWidth} wide and its decoder {textWidth}");
            if (audioWidth % audioHeads != 0 || textWidth % textHeads != 0) throw Damaged($"its width {audioWidth} cannot be split among {audioHeads} and {textHeads} heads");
            return new WhisperModelFile(vocabulary >= 51865, 0, _length)
            {
                AudioLayers = audioLayers,
                TextLayers = textLayers,
                Width = audioWidth,
                VocabularySize = vocabulary,
                MelBands = mels,
                FileType = fileType,
            };
        }

        private void ReadMelFilters(int mels)
        {
            Number("mel filter bands", mels, mels);
            Number("mel filter bins", FrequencyBins, FrequencyBins);
            Skip((long)mels * FrequencyBins * sizeof(float), "the mel filters");
        }

        private void ReadVocabulary(int size)
        {
            var tokens = Number("number of tokens", 1, size);
            for (var token = 0; token < tokens; token++) Skip(Number($"length of token {token}", 0, MaxTokenBytes), $"token {token}");
        }

        private void ReadTensors(int expected)
        {
            var names = new HashSet<string>(expected, StringComparer.Ordinal);
            while (model.Position < _length)
            {
                var name = ReadTensor(names.Count);
                if (!names.Add(name)) throw Damaged($"tensor \"{name}\" is there twice");
            }

            if (names.Count < expected) throw new ModelLoadException(path, $"It is a Whisper model that was cut short: it holds {names.Count} of {expected} tensors.", FetchAgain);
            if (names.Count > expected) throw Damaged($"it holds {names.Count} tensors instead of {expected}");
        }

        private string ReadTensor(int index)
        {
            var dimensions = Number($"number of dimensions of tensor {index}", 1, 4);
            var nameLength = Number($"name length of tensor {index}", 1, 128);
            var type = Int32();
            if (!BlockSizes.TryGetValue(type, out var block)) throw Damaged($"tensor {index} has type {type}, which whisper.cpp does not know");

            var values = 1L;
            for (var d = 0; d < dimensions; d++)
            {
                var size = Number($"size of tensor {index}", 1, int.MaxValue);
                if (d == 0 && size % block.Values != 0) throw Damaged($"a row of tensor {index} has {size} values, which is no multiple of {block.Values}");
                values *= size;
                if (values > int.MaxValue) throw Damaged($"tensor {index} has more than {int.MaxValue} values");
            }

            var name = new byte[nameLength];
            model.ReadExactly(name);
            Skip(values / block.Values * block.Bytes, $"tensor {index}");
            return Encoding.UTF8.GetString(name);
        }

        private void Skip(long bytes, string what)
        {
            var end = model.Position + bytes;
            if (end > _length)
                throw new ModelLoadException(path, $"It is a Whisper model that was cut short: it has {_length} bytes, and {what} alone reaches to byte {end}.", FetchAgain);
            model.Position = end;
        }

        private int Number(string what, int lowest, int highest)
        {
            var value = Int32();
            return value >= lowest && value <= highest ? value : throw Damaged($"its {what} is {value}");
        }

        private int Int32()
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            model.ReadExactly(bytes);
            return BinaryPrimitives.ReadInt32LittleEndian(bytes);
        }

        private ModelLoadException Damaged(string what) =>
            Fault($"It begins like a Whisper model, but {what}: the file is damaged, or is another kind of ggml model.", FetchAgain + " " + Remedy);

        private ModelLoadException Fault(string reason, string remedy) => new(path, reason, remedy);
    }
}
