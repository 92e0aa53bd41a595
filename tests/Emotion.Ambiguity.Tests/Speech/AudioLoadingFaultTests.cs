using System.Text;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Speech;

public sealed class AudioLoadingFaultTests
{
    private const string ExtensionMarker = "ffmpeg -i in.";

    public static TheoryData<byte[], string, string> OtherFormats => new()
    {
        { [.. "ID3"u8, 4, 0, 0, 0, 0, 1, 2, 3, 4], "MP3", "mp3" },
        { [0xFF, 0xFB, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0], "MP3", "mp3" },
        { [0xFF, 0xF3, 0x90, 0x64], "MP3", "mp3" },
        { [0xFF, 0xF1, 0x50, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], "AAC", "aac" },
        { [.. "fLaC"u8, 0, 0, 0, 34, 0, 0, 0, 0], "FLAC", "flac" },
        { [.. "OggS"u8, 0, 2, 0, 0, 0, 0, 0, 0], "Ogg", "ogg" },
        { [0, 0, 0, 32, .. "ftypM4A "u8], "M4A", "m4a" },
        { [.. "FORM"u8, 0, 0, 1, 0, .. "AIFF"u8], "AIFF", "aiff" },
        { [.. "FORM"u8, 0, 0, 1, 0, .. "AIFC"u8], "AIFF", "aiff" },
        { [0x1A, 0x45, 0xDF, 0xA3, 1, 2, 3, 4, 5, 6, 7, 8], "WebM", "webm" },
        { [0x30, 0x26, 0xB2, 0x75, 1, 2, 3, 4, 5, 6, 7, 8], "Windows Media", "wma" },
        { [.. "#!AMR\n"u8, 1, 2, 3, 4, 5, 6], "AMR", "amr" },
        { [.. ".snd"u8, 0, 0, 0, 24, 0, 0, 0, 0], "AU", "au" },
        { [.. "RIFX"u8, 0, 0, 0, 24, .. "WAVE"u8], "big-endian", "wav" },
        { [.. "RIFF"u8, 0, 0, 0, 24, .. "AVI "u8], "AVI", "avi" },
    };

    [Theory]
    [MemberData(nameof(OtherFormats))]
    public void Load_OtherFormatNamedWav_NamesItAndHowToConvert(byte[] file, string name, string extension)
    {
        var fault = Fault(file);
        fault.Reason.ShouldContain(name);
        fault.Remedy.ShouldContain(ExtensionMarker + extension);
        fault.Remedy.ShouldContain(AudioFormatException.AcceptedFormats);
    }

    [Fact]
    public void Load_Text_QuotesItsBeginning() => Fault(Encoding.ASCII.GetBytes("Dear Sir or Madam")).Reason.ShouldContain("\"Dear Sir or \"");

    [Fact]
    public void Load_Utf16Text_IsNotTakenForMp3() => Fault([0xFF, 0xFE, 0x41, 0]).Reason.ShouldContain("FFFE4100");

    [Fact]
    public void Load_NoByte_SaysEmpty() => Fault([]).Reason.ShouldContain("0 bytes");

    [Fact]
    public void Load_CutAnywhereInTheHeader_SaysSo()
    {
        var file = new WavWriter { First = [("JUNK", 30)], Before = [("LIST", 11)] }.Write(1, 2, 3, 4);
        for (var length = 4; length < file.Length - 4; length++) Fault(file[..length]).Reason.ShouldContain($"ends in its header, after {length} bytes");
    }

    [Fact]
    public void Load_CutInTheData_SaysHowMuchIsThere()
    {
        var file = new WavWriter { Rate = 1_000 }.Write(new byte[4_000]);
        for (var missing = 1; missing < 4_000; missing += 333)
        {
            var fault = Fault(file[..^missing]);
            fault.Reason.ShouldContain("promises 2 s (4000 bytes");
            fault.Reason.ShouldContain($"only {(4_000 - missing) / 2 / 1000.0:0.###} s ({4_000 - missing} bytes)");
            fault.Remedy.ShouldContain("ffmpeg");
        }
    }

    [Fact]
    public void Load_HeaderPromisesFourGigabytesOverAPipe_DoesNotReserveThem()
    {
        var file = new WavWriter { DataSize = 0xF000_0000 }.Write(1, 2, 3, 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<AudioFormatException>(() => Audio.Load(new ForwardOnlyStream(file))).Reason.ShouldContain("4 bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void Load_NoSample_SaysSo(uint? dataSize) =>
        Fault(new WavWriter { DataSize = dataSize, After = dataSize is null ? [("LIST", 4)] : [] }.Write()).Reason.ShouldContain("0 samples");

    [Fact]
    public void Load_LessThanOneFrame_SaysNoSamples() => Fault(new WavWriter { Channels = 2 }.Write(1, 2)).Reason.ShouldContain("0 samples");

    [Theory]
    [InlineData(0x0002, 4, "0x0002, Microsoft ADPCM")]
    [InlineData(0x0011, 4, "0x0011, IMA ADPCM")]
    [InlineData(0x0031, 0, "0x0031, GSM 6.10")]
    [InlineData(0x0050, 0, "0x0050, MPEG")]
    [InlineData(0x0055, 0, "0x0055, MPEG layer 3")]
    [InlineData(0x1234, 16, "0x1234, a codec that is not known here")]
    public void Load_OtherCodec_GivesNumberAndName(int tag, int bits, string text)
    {
        Fault(new WavWriter { Tag = tag, Bits = bits, BlockAlign = 256 }.Write(1, 2, 3, 4)).Reason.ShouldContain(text);
        Fault(new WavWriter { Tag = tag, Bits = bits, BlockAlign = 256, ValidBits = bits }.Write(1, 2, 3, 4)).Reason.ShouldContain(text);
    }

    [Fact]
    public void Load_SubFormatThatIsNoWaveFormat_ShowsIt()
    {
        var ambisonic = new Guid("00000001-0721-11d3-8644-c8c1ca000000");
        Fault(new WavWriter { ValidBits = 16, SubFormat = ambisonic }.Write(1, 2)).Reason.ShouldContain(ambisonic.ToString());
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(1, 64)]
    [InlineData(3, 16)]
    [InlineData(6, 16)]
    public void Load_BitsThatTheCodecHasNot_NamesThem(int tag, int bits) =>
        Fault(new WavWriter { Tag = tag, Bits = bits }.Write(1, 2, 3, 4)).Reason.ShouldContain($"with {bits} bits");

    [Fact]
    public void Load_BlockAlignAgainstBits_SaysBoth() =>
        Fault(new WavWriter { Channels = 2, BlockAlign = 3 }.Write(1, 2, 3, 4)).Reason.ShouldContain("2 channels of 16 bits take 4 bytes, but it says 3");

    [Fact]
    public void Load_MoreValidBitsThanBits_Throws() => Fault(new WavWriter { ValidBits = 20 }.Write(1, 2)).Reason.ShouldContain("20 valid bits");

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Load_ChannelsOutsideTheirRange_Throws(int channels) =>
        Fault(new WavWriter { Channels = channels }.Write(new byte[260])).Reason.ShouldContain($"{channels} channels");

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(768_001)]
    public void Load_RateOutsideItsRange_Throws(int rate) => Fault(new WavWriter { Rate = rate }.Write(1, 2)).Reason.ShouldContain($"{rate} Hz");

    [Fact]
    public void Load_DataBeforeFormat_Throws() =>
        Fault([.. "RIFF"u8, 100, 0, 0, 0, .. "WAVEdata"u8, 2, 0, 0, 0, 1, 2]).Reason.ShouldContain("fmt ");

    [Fact]
    public void Load_FormatChunkTooShort_Throws() =>
        Fault([.. "RIFF"u8, 100, 0, 0, 0, .. "WAVEfmt "u8, 4, 0, 0, 0, 1, 0, 1, 0]).Reason.ShouldContain("4 bytes");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Load_SampleNotFinite_SaysWhich(float value, string text)
    {
        var samples = new float[40_000];
        samples[30_003] = value;
        var reason = Fault(new WavWriter { Tag = 3, Bits = 32, Channels = 2 }.Write([.. samples.SelectMany(BitConverter.GetBytes)])).Reason;
        reason.ShouldContain("Sample 15001 of channel 1 (at 0.938 s");
        reason.ShouldContain($"is {text},");
    }

    [Fact]
    public void Load_DoubleBeyondTheFloatRange_Throws() =>
        Fault(new WavWriter { Tag = 3, Bits = 64 }.Write(BitConverter.GetBytes(1e300))).Reason.ShouldContain("not a finite float");

    [Fact]
    public void Load_LargeFiniteFloats_AreRead() => Audio.Load(new MemoryStream(
        new WavWriter { Tag = 3, Bits = 32, Channels = 2 }.Write([.. new[] { 3e38f, 3e38f }.SelectMany(BitConverter.GetBytes)]))).Samples.ToArray().ShouldBe([3e38f]);

    [Fact]
    public void Load_AnyByteChanged_GivesSoundOrOurError()
    {
        var file = new WavWriter { First = [("JUNK", 5)], ValidBits = 16, Channels = 2 }.Write(WavWriter.Pcm16([.. Enumerable.Repeat((short)7, 64)]));
        var random = new Random(5);
        for (var round = 0; round < 3_000; round++)
        {
            var changed = file.ToArray();
            for (var change = 0; change <= round % 3; change++) changed[random.Next(90)] = (byte)random.Next(256);
            try
            {
                Audio.Load(new MemoryStream(changed)).Samples.Length.ShouldBePositive();
            }
            catch (AudioFormatException fault)
            {
                fault.Remedy.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public async Task Load_MissingFile_NamesThePath()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.wav");
        Should.Throw<FileNotFoundException>(() => Audio.Load(path)).FileName.ShouldBe(path);
        (await Should.ThrowAsync<FileNotFoundException>(() => Audio.LoadAsync(path))).FileName.ShouldBe(path);
        (await Should.ThrowAsync<FileNotFoundException>(() => AudioWindowReader.OpenAsync(path, new()))).FileName.ShouldBe(path);
    }

    [Fact]
    public void Load_Folder_SaysFolder()
    {
        var fault = Should.Throw<AudioFormatException>(() => Audio.Load(Path.GetTempPath()));
        fault.Reason.ShouldContain("folder");
        fault.AudioSource.ShouldBe(Path.GetTempPath());
    }

    [Fact]
    public void Load_NoPathOrStream_Throws()
    {
        Should.Throw<ArgumentException>(() => Audio.Load(""));
        Should.Throw<ArgumentNullException>(() => Audio.Load((Stream)null!));
        var closed = new MemoryStream();
        closed.Dispose();
        Should.Throw<ArgumentException>(() => Audio.Load(closed));
    }

    [Fact]
    public void Load_BadFile_NamesItAndClosesIt()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.wav");
        File.WriteAllText(path, "ID3 of a song");
        Should.Throw<AudioFormatException>(() => Audio.Load(path)).AudioSource.ShouldBe(path);
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            // Opening it for oneself works only once nobody holds it.
        }

        File.Delete(path);
    }

    // The error must be the same from a file and from a pipe.
    private static AudioFormatException Fault(byte[] file)
    {
        var fault = Should.Throw<AudioFormatException>(() => Audio.Load(new MemoryStream(file)));
        fault.AudioSource.ShouldBe("stream");
        fault.Message.ShouldContain(fault.Reason);
        Should.Throw<AudioFormatException>(() => Audio.Load(new ForwardOnlyStream(file, 100))).Reason.ShouldBe(fault.Reason);
        return fault;
    }
}
