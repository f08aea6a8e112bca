namespace ColdChain.Server.Integrity;

/// <summary>How to check a package without us.</summary>
internal static class EvidenceReadMe
{
    public const string Text = """
        证据包：如何自行核对
        ====================
        sensors/N/readings.csv      读数（可用表格软件打开），内容与同文件夹的 .chunk 完全一致
        sensors/N/日期-部分.chunk   当日封存记录的规范字节；sha256sum 的结果应等于 chain.txt 中该行的第一个哈希
        sensors/N/chain.txt         该传感器的链：编号 日期 部分 记录哈希 链哈希
        roots/编号.txt              每日根：一段文本，列出各传感器链的末端；sha256sum 的结果即为根
        roots/编号.sig              根的签名；public-keys/ 中为公钥
        1. sha256sum sensors/1/*.chunk，与 chain.txt 比较。
        2. 链哈希 = SHA-256("CCL1" + 前一链哈希 32 字节 + 编号 8 字节大端 + 记录哈希 32 字节)，首条之前为 32 个零字节。
        3. roots/编号.txt 中该传感器一行应等于 chain.txt 中同一编号的链哈希。
        4. openssl dgst -sha256 -verify public-keys/ID.pem -signature roots/000001.sig roots/000001.txt
        5. 每个根的 previous 一行应等于前一个根的 sha256sum。
        6. 将根与外部留存的根（网关的 roots.txt、打印件、邮件）比较：掌握服务器的人持有密钥，只有外部留存能证明未被重做。
        或用任意一份程序：coldchain-server verify --package FILE [--roots FILE]

        Evidence: how to check it yourself
        ==================================
        sensors/N/readings.csv      the readings, for a spreadsheet; exactly what the .chunk files beside it say
        sensors/N/DATE-PART.chunk   the canonical bytes of a sealed day; its sha256sum is the first hash of its line in chain.txt
        sensors/N/chain.txt         the chain of the sensor: number, day, part, hash of the record, hash of the chain
        roots/NUMBER.txt            a daily root: a text with the end of each sensor's chain; its sha256sum is the root
        roots/NUMBER.sig            its signature; the public key is in public-keys/
        1. sha256sum sensors/1/*.chunk and compare with chain.txt.
        2. A chain hash is SHA-256("CCL1" + the chain hash before, 32 bytes + number, 8 bytes big-endian + the record's hash, 32 bytes);
           before the first stand 32 zero bytes.
        3. The sensor's line in roots/NUMBER.txt is the chain hash of the same number in chain.txt.
        4. openssl dgst -sha256 -verify public-keys/ID.pem -signature roots/000001.sig roots/000001.txt
        5. The line "previous" of each root is the sha256sum of the root before it.
        6. Compare the roots with those that others kept (an agent's roots.txt, prints, mails): whoever runs the server holds the key,
           and only what others kept shows that nothing was made anew.
        Or with any copy of the program: coldchain-server verify --package FILE [--roots FILE]

        Records that chain.txt lists for days outside of this package have no .chunk file here; ask for them if you doubt a day.

        """;
}
