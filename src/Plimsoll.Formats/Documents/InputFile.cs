using System.IO.Compression;
using System.Text;

namespace Plimsoll.Formats;

/// <summary>A file that was read, unpacked where it was gzipped: its name for messages and its bytes without byte-order mark.</summary>
internal sealed record InputFile(string Name, byte[] Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as text.</summary>
    /// <exception cref="InvalidInputException">They are no UTF-8.</exception>
    public string Text
    {
        get
        {
            try
            {
                return Strict.GetString(Bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new InvalidInputException([new Problem(Name, "the file is no UTF-8 text; save it as UTF-8.")]);
            }
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidInputException">There is no such file, it cannot be read, or its gzip is broken.</exception>
    public static InputFile Read(string path)
    {
        string name = Path.GetFileName(path);
        if (name.Length == 0) name = path;
        if (Directory.Exists(path)) throw new InvalidInputException([new Problem(path, "this is a folder; name a file in it.")]);
        if (!File.Exists(path)) throw new InvalidInputException([new Problem(path, "there is no such file; check the path.")]);
        try
        {
            return new InputFile(name, WithoutMark(Unpacked(File.ReadAllBytes(path))));
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException([new Problem(name, "the gzip data is damaged or cut off; fetch or pack the file again.")]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException([new Problem(path, "the file cannot be read; check its permissions.")]);
        }
    }

    // The platform's reader takes a stream that was cut off for a short one. So a member of our own is appended: only when all before it was whole does its text come out last.
    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes.Length < 2 || bytes[0] != 0x1f || bytes[1] != 0x8b) return bytes;
        using var packed = new GZipStream(new MemoryStream([.. bytes, .. EndMember]), CompressionMode.Decompress);
        using var plain = new MemoryStream(bytes.Length * 4);
        packed.CopyTo(plain);
        ReadOnlySpan<byte> all = plain.GetBuffer().AsSpan(0, (int)plain.Length);
        return all.EndsWith(EndMark) ? all[..^EndMark.Length].ToArray() : throw new InvalidDataException();
    }

    private static ReadOnlySpan<byte> EndMark => "end of the packed file"u8;

    private static readonly byte[] EndMember = Packed(EndMark);

    private static byte[] Packed(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) writer.Write(text);
        return packed.ToArray();
    }

    private static byte[] WithoutMark(byte[] bytes) => bytes is [0xef, 0xbb, 0xbf, ..] ? bytes[3..] : bytes;
}
