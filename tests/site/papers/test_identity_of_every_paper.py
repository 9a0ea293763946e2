"""The identity of every kind of paper, held: what offices have stored must keep its meaning."""

import pytest

from phuong6.lib.papers.identity import digest_of, first_digest_of
from phuong6.lib.papers.wording import Words
from phuong6.office.papers.kinds import DRAFT, KINDS

# Of the sample of each kind: version 1 as computed by the code that stored digests without a version, and version 2.
PINNED = {
    "appraisal-report": (
        "242fab592080cead184fd2a71426bd19bc1fc15800f988963eb82f525fcadf3f",
        "2:3285f8ae625501b1dd28efdf2132e3f3eb0e408cca4b361ebb3b6cd68a81d8",
    ),
    "ballot": (
        "02d65b82afa1d4d4f53cad423c405f60068787c56f3d56e3abac37a361416fa2",
        "2:12a25d46a988ef1249e6559145255e8678ad8a45bceb1942d20bc483f0faa0",
    ),
    "bulletin": (
        "518187c0d342304878f21bb455c4c24eabdb0ef268ec5251e683dd578a061337",
        "2:28fb625abecd80649778a15465e9d57d7a7d784a1188572099a9b8ee47095a",
    ),
    "ceremony-list": (
        "d2295a543288ee40ad2da93b68c0213bdc033c9a4bc01815b73aea93cdf7d29e",
        "2:59742100b3f0aee722ca22e3c31fcfea0ba7423ceb3506fe1efdc2dc176401",
    ),
    "ceremony-script": (
        "915ec9963f12c763259efbf54432944115d44cd65820254dec6ac6d3d14e790c",
        "2:9559b8e4e04d14974f778cfbcf2187527339c4cb4189d492d4979e7bcc47b2",
    ),
    "correction": (
        "31ca24283aed66b0ce61aa5e6247cd1f2d3110d60b2c386a44d7879a9974c0a5",
        "2:e1adf4e34a14f0087c300f513a2b5f652bb4be07cc352fd7c7af40d3edbd66",
    ),
    "council-minutes": (
        "347c0223fe2c77b9de19084aedfa13be9af87896c88b5fef1456045c8d5b2f17",
        "2:fcdc6d24e70f88fa07df324e1dc95c0154b6687bc6ee660f8342c0e9e8693f",
    ),
    "decision": (
        "e2430f7842806dcf7750423054342265daeb0c3dcb0e10f2e2c2faafceb562c0",
        "2:de474734e2f05e76a1970da4554a5cd2d5655b0930c811379c60acc143b3f6",
    ),
    "final-report": (
        "e5317493892e15cdaa43536c957ea45286c3126d29429b2c32c2d650c6002720",
        "2:751abc347de3f141dbcde14395cd436b46936109ff1e9b575fcbdde3da396c",
    ),
    "inspection": (
        "aa61e884711ccb00303ef01ad9c466ce8ae2aa0f1a09bc6f0fd791cc03faa9ea",
        "2:8199f4bfbed4e706198324aacff823118c7abe048aea65b5daa86ed0168f40",
    ),
    "invitation": (
        "e2fd3406b09cb79dc8a14ac359592661500a5758319ffd0984e61c871b974bc4",
        "2:bcb9ccdd2c356b503ffbde2ada9033c3553e84976e373051030e9faf58c9ed",
    ),
    "non-award": (
        "9a7b54a14e62c2ac3673a5c6d77d332cf8288bbed6318d9eccba8a734c07a420",
        "2:6a0023484b5fd5cbfd70879e2f5d9418eb5f7e8ddb878a5b885d332bb8de78",
    ),
    "outgoing-register": (
        "6678df4c01c9d7097f0c52dc0683d1ad047d40e2bb6a9aeaa8f82ca1c04f863a",
        "2:4a9d67e190c0f6e608ea2f3f22861ce88ca857a2337fc0c568f1176cf67c3c",
    ),
    "payment-list": (
        "ac92df1c3001f16ba8362a9054fe73b2466ff1afe9f4afcd2253be1bc74891cf",
        "2:0476d519f781925e9199d8f7b4cd5020d6a87c91714e42452d8166c371b437",
    ),
    "plan": (
        "7b8163a8d9929c138b42508cbe636194c50625c9ad524d3b38c12c094f04d473",
        "2:8eee5bdb20fbd168d0ac6d5e0332ef0157db765a5ecf779443114b16ef06da",
    ),
    "proposal": (
        "5269c0456baa03372f1bcc098c6cb8667a7b420fdb5f7248c5bbb2b5de893b7f",
        "2:a507290508b2453f506864e361e4f66270546585c05d2b79b05141191d6d67",
    ),
    "receipt": (
        "508f9f51df28de2f5aa5885bb15782f1958790aeff02b354553b335817960bfa",
        "2:40fb54e472ecea8e0da0ec774fc2f0d289af4c244efefd3df54259028bec03",
    ),
    "recovery": (
        "f5294cc3c89aa2dce227edcfab02f9d79643c5d33431a411cd6f9b0eec8d9993",
        "2:f3f0c528281f7770e29af85bfed27cc78335c516ea5c431ab5ca547100886a",
    ),
    "revocation": (
        "b0e92911ff24cf83f040ebc8f515e1c2d6eb62390aaebbfe4017953df1cd4c10",
        "2:d88f980a8e6d0d22775b5149de196c440e384a2fcb12f91cd35a6a4a8edeef",
    ),
    "summary-table": (
        "9f2cb374d8b2ed04d465ea50a9ee4777dd3a5736331d951cfc3161050c4c5dac",
        "2:af38e7adce211b2d81ead9b516133124169faa1aee3dfa292e73c2ad218c01",
    ),
    "supplement-request": (
        "f16b78b534092e0ab2ff81e09a056d79b3fe5ba01d679eb2f5617c3e10480148",
        "2:c67ae2bf3463bc9aa0942ae30e607c096fa486c834bcd66a524916e62f0622",
    ),
    "unit-minutes": (
        "4f34b8596587621b9b9046491c56d9e0acc6e755334388697dc9c93675dc7d24",
        "2:a579d382c6990e1141ebcc87c6d80c4364f097440be3cf186a549a91e23109",
    ),
    "unit-report": (
        "472b82d5cbde45273397a651dba84c79b4dd7b4b48561784dbfc503e88f2c668",
        "2:ce86c8325cd74afe1f6bdbede7e1f3069d314d08fb2903cb12b71e15394fae",
    ),
    "unit-submission": (
        "48af5564aaf4e5110ae9a61c0a0073015bb5cc75938eb2e9487ed8e73be8f1fe",
        "2:a78b7543d6a8ac3b63b24c6e0e680c23caaaac25324632bc92f591ce8d6958",
    ),
    "urging": (
        "4fdacae57b3a749d321e3cdafed60554ab17aa95f926cfb6875f29de060ade03",
        "2:b310e0e0539a4c27223ef047e05ca063bb86598d0626f1a4b57dcf6b8fef4b",
    ),
    "urging-reports": (
        "d35d043342d8bd434de5228bcba4d4a3707a4019af6b47a861c6a400251bd390",
        "2:de18e2485c0cb5f3cec9fadfd86675f085c04ab38b736487ccbcf7b08963e1",
    ),
    "vote-count": (
        "a4d43fc25a3c17413d92a0b9bd9620c39ffd01dd94c26deff6fdb287fa0d8b8b",
        "2:0bf55ff4a9edcae2fc96583c225fd5107928d833f4db1137dda22993d4d087",
    ),
    "written-opinion": (
        "45fb2c3aa02da7e78c00343628960c8fa6039e9fe2fa4fb9ab445f5fe1f05e2e",
        "2:c348c8a36904a420a391667e36046c304ef10466a0b2b38d361c4b4fe556bd",
    ),
}
EVERY = pytest.mark.parametrize("key", sorted(KINDS))


def sample_of(key):
    kind = KINDS[key]
    return kind.compose(kind.sample(), Words(kind.words), DRAFT)


def test_every_kind_is_pinned():
    assert PINNED.keys() == KINDS.keys()


@EVERY
def test_a_paper_keeps_its_identity(key):
    """Fails with every other word of a standing sentence, which is right, and with nothing else."""
    assert digest_of(sample_of(key)) == PINNED[key][1], "only where the printed words are meant to change"


@EVERY
def test_what_was_stored_before_versions_is_still_reproduced(key):
    """Version 1 covered the layout too. A kind laid out anew says so (`reshaped`), and is no longer judged by it."""
    first = first_digest_of(sample_of(key))
    assert KINDS[key].reshaped or first == PINNED[key][0], (
        "if the printed words are the same, the kind is `reshaped`: else papers signed before would be told to differ"
    )
