using System.Runtime.InteropServices;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A loaded projector with the vocabulary of its text model.</summary>
/// <remarks>One caller at a time: mtmd keeps the output of the last chunk only.</remarks>
internal sealed unsafe class NativeAudioEncoder : IDisposable
{
    /// <summary>Sound that the encoder looks at in one go.</summary>
    private const int ChunkSeconds = 30;

    /// <summary>What mtmd adds to a clip before it counts in 32 bits: a margin and one chunk of silence.</summary>
    private const int PaddingSeconds = 2 * ChunkSeconds;
    private const int AudioChunk = 2;

    private readonly MtmdTextModelHandle _textModel;
    private readonly MtmdContextHandle _context;
    private readonly NativeLog _log;
    private readonly int _width;

    private NativeAudioEncoder(MtmdTextModelHandle textModel, MtmdContextHandle context, NativeLog log, int width) =>
        (_textModel, _context, _log, _width, SampleRateHz) = (textModel, context, log, width, MtmdMethods.SampleRate(context));

    /// <summary>The rate that it listens at.</summary>
    public int SampleRateHz { get; }

    /// <summary>Whether the text model counts positions in several dimensions, which a plain prompt cannot give.</summary>
    public bool NeedsSeveralPositions => MtmdMethods.NeedsSeveralPositions(_context) != 0;

    /// <summary>Loads files that managed code has already checked.</summary>
    /// <returns>The encoder, or null when the library refused a file; the log then holds its reasons.</returns>
    public static NativeAudioEncoder? Load(string projectorPath, string modelPath, int threads, bool useGpu, int width, NativeLog log)
    {
        using var scope = log.Enter();
        var modelParameters = MtmdMethods.DefaultTextModelParams().As<MtmdTextModelParams>();
        modelParameters.VocabularyOnly = 1;
        modelParameters.GpuLayers = 0;
        var textModel = MtmdMethods.LoadTextModel(modelPath, modelParameters);
        if (textModel.IsInvalid)
        {
            textModel.Dispose();
            return null;
        }

        var parameters = MtmdMethods.DefaultContextParams().As<MtmdContextParams>();
        parameters.UseGpu = (byte)(useGpu ? 1 : 0);
        parameters.PrintTimings = 0;
        parameters.Threads = threads;
        parameters.WarmUp = 0; // its buffers are made with the first clip as well
        var context = MtmdMethods.CreateContext(projectorPath, textModel, parameters);
        if (!context.IsInvalid) return new NativeAudioEncoder(textModel, context, log, width);
        context.Dispose();
        textModel.Dispose();
        return null;
    }

    /// <summary>Encodes a clip at <see cref="SampleRateHz"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between chunks only.</exception>
    /// <exception cref="InferenceException">mtmd failed.</exception>
    public AudioEmbeddings Encode(ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var scope = _log.Enter();
        _log.ForgetProblems();
        using var chunks = Cut(samples);
        var (leading, sound, trailing) = Sort(chunks);

        // mtmd ends every clip with a chunk of silence that it needs for itself.
        var needed = Math.Clamp((int)((samples.Length + ((long)ChunkSeconds * SampleRateHz) - 1) / ((long)ChunkSeconds * SampleRateHz)), 1, sound.Count);
        var rows = sound.Take(needed).Select(chunk => checked((int)MtmdMethods.ChunkTokenCount(chunk))).ToArray();
        var values = new float[checked(rows.Sum() * _width)];
        var written = 0;
        for (var i = 0; i < needed; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MtmdMethods.Encode(_context, sound[i]) != 0) throw Failed("It could not encode the clip.");
            var length = rows[i] * _width;
            new ReadOnlySpan<float>(MtmdMethods.Output(_context), length).CopyTo(values.AsSpan(written));
            written += length;
        }

        return Wrap(values, leading, trailing);
    }

    /// <summary>Frees the projector. No call may be under way.</summary>
    public void Dispose()
    {
        _context.Dispose();
        _textModel.Dispose();
    }

    private MtmdChunksHandle Cut(ReadOnlySpan<float> samples)
    {
        if (samples.Length > int.MaxValue - (PaddingSeconds * SampleRateHz)) throw Failed("The clip is longer than mtmd can count.");
        using var bitmap = CreateBitmap(samples);
        var chunks = MtmdMethods.CreateChunks();
        try
        {
            // The marker alone: whatever else the prompt says is the language model's business.
            var marker = MtmdMethods.Marker(_context);
            var text = new MtmdInputText { Text = marker, Length = (nuint)MemoryMarshal.CreateReadOnlySpanFromNullTerminated(marker).Length, ParseSpecial = 1 };
            var data = bitmap.DangerousGetHandle();
            var result = MtmdMethods.Tokenize(_context, chunks, text, &data, 1);
            GC.KeepAlive(bitmap);
            return result == 0 ? chunks : throw Failed($"It could not take the clip apart (code {result}).");
        }
        catch
        {
            chunks.Dispose();
            throw;
        }
    }

    private static MtmdBitmapHandle CreateBitmap(ReadOnlySpan<float> samples)
    {
        // mtmd ends the process over a single sample; one more of silence changes nothing in 30 s.
        if (samples.Length < 2) samples = new float[] { samples[0], 0 };
        fixed (float* start = samples) return MtmdMethods.CreateBitmap((nuint)samples.Length, start);
    }

    /// <summary>The tokens before the sound, its chunks, and the tokens after it.</summary>
    private static (int[] Leading, List<nint> Sound, int[] Trailing) Sort(MtmdChunksHandle chunks)
    {
        var (leading, sound, trailing) = (new List<int>(), new List<nint>(), new List<int>());
        for (nuint i = 0; i < MtmdMethods.ChunkCount(chunks); i++)
        {
            var chunk = MtmdMethods.Chunk(chunks, i);
            if (MtmdMethods.ChunkType(chunk) == AudioChunk)
            {
                sound.Add(chunk);
                continue;
            }

            // A marker that the vocabulary lacks would be spelled out in ordinary tokens: words about sound that nobody said.
            nuint count = 0;
            var tokens = MtmdMethods.ChunkTokens(chunk, &count);
            if (tokens is not null && count == 1) (sound.Count == 0 ? leading : trailing).Add(*tokens);
        }

        return sound.Count > 0 ? ([.. leading], sound, [.. trailing]) : throw new InferenceException(MtmdLibrary.Name, "It found no sound in the clip.", "Report this clip's length and rate.");
    }

    private AudioEmbeddings Wrap(float[] values, int[] leading, int[] trailing)
    {
        try
        {
            return new AudioEmbeddings(values, _width) { LeadingTokenIds = leading, TrailingTokenIds = trailing };
        }
        catch (ArgumentException exception)
        {
            throw new InferenceException(MtmdLibrary.Name, "Its embeddings are not all finite numbers.", "The projector's weights may be damaged, or the samples lie far beyond full scale.", exception);
        }
    }

    private InferenceException Failed(string what) => new(MtmdLibrary.Name, $"{what} {_log.Problems}".TrimEnd(), "See its messages (MtmdAudioEncoderOptions.Logger); there may be too little memory.");
}
