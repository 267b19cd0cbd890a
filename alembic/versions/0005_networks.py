"""networks"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('login_attempts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('network', sqlmodel.sql.sqltypes.AutoString(length=45), nullable=False, server_default=''))
        batch_op.create_index('login_attempts_by_network', ['network', 'at'], unique=False)
        batch_op.drop_index('login_attempts_by_address')
    op.execute("UPDATE login_attempts SET network = address WHERE address NOT LIKE '%:%'")


def downgrade() -> None:
    with op.batch_alter_table('login_attempts', schema=None) as batch_op:
        batch_op.create_index('login_attempts_by_address', ['address', 'at'], unique=False)
        batch_op.drop_index('login_attempts_by_network')
        batch_op.drop_column('network')
